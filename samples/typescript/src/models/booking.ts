import type { Berth } from "./berth.ts";
import type { Boat } from "./boat.ts";

/** A boat lies in a berth from one day to another; both days count. */
export interface Booking {
  readonly id: string;
  readonly boatId: string;
  readonly berthId: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Says what is wrong with a booking, or nothing. */
export function validateBooking(booking: Booking): string[] {
  const problems: string[] = [];
  if (booking.boatId === "") problems.push("A booking needs a boat.");
  if (booking.berthId === "") problems.push("A booking needs a berth.");
  if (booking.lastDay < booking.firstDay) problems.push("A booking must not end before it begins.");
  return problems;
}

/** Whether two bookings want the same berth on the same day. */
export function overlaps(one: Booking, other: Booking): boolean {
  return one.berthId === other.berthId && one.firstDay <= other.lastDay && other.firstDay <= one.lastDay;
}

/** Whether the boat is short and shallow enough for the berth; keeps half a metre of water under the keel. */
export function fitsInto(boat: Boat, berth: Berth): boolean {
  return boat.lengthMetres <= berth.maxLengthMetres && boat.draughtMetres + 0.5 <= berth.depthMetres;
}
