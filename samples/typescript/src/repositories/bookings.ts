import type { Booking } from "../models/booking.ts";
import type { Table } from "./table.ts";

/** Reads and writes bookings. */
export class BookingRepository {
  constructor(private readonly table: Table<Booking>) {}

  async find(id: string): Promise<Booking | undefined> {
    return this.table.get(id);
  }

  async list(): Promise<Booking[]> {
    return this.table.all();
  }

  async save(booking: Booking): Promise<void> {
    await this.table.put(booking.id, booking);
  }

  async remove(id: string): Promise<boolean> {
    return this.table.delete(id);
  }
}
