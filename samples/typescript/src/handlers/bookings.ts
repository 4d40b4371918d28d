import { badRequest, created, noContent, notFound, ok, type Request, type Response } from "../http.ts";
import { type Booking, overlaps, validateBooking } from "../models/booking.ts";
import type { BookingRepository } from "../repositories/bookings.ts";

/** Answers requests about bookings. */
export class BookingHandler {
  constructor(private readonly bookings: BookingRepository) {}

  async get(request: Request): Promise<Response> {
    const booking = await this.bookings.find(request.params.id ?? "");
    if (booking === undefined) return notFound("booking");
    return ok(booking);
  }

  async list(): Promise<Response> {
    return ok(await this.bookings.list());
  }

  async create(request: Request): Promise<Response> {
    const booking = request.body as Booking;
    const problems = validateBooking(booking);
    const taken = (await this.bookings.list()).some((other) => other.id !== booking.id && overlaps(booking, other));
    if (taken) problems.push("The berth is taken on these days.");
    if (problems.length > 0) return badRequest(problems);
    await this.bookings.save(booking);
    return created(booking);
  }

  async remove(request: Request): Promise<Response> {
    const removed = await this.bookings.remove(request.params.id ?? "");
    return removed ? noContent() : notFound("booking");
  }
}
