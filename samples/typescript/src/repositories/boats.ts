import type { Boat } from "../models/boat.ts";
import type { Table } from "./table.ts";

/** Reads and writes boats. */
export class BoatRepository {
  constructor(private readonly table: Table<Boat>) {}

  async find(id: string): Promise<Boat | undefined> {
    return this.table.get(id);
  }

  async list(): Promise<Boat[]> {
    return this.table.all();
  }

  async save(boat: Boat): Promise<void> {
    await this.table.put(boat.id, boat);
  }

  async remove(id: string): Promise<boolean> {
    return this.table.delete(id);
  }
}
