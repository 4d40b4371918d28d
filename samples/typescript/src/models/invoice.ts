import type { Booking } from "./booking.ts";

/** What a stay costs. Money is counted in cents. */
export interface Invoice {
  readonly id: string;
  readonly bookingId: string;
  readonly totalCents: number;
  readonly paid: boolean;
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Says what is wrong with an invoice, or nothing. */
export function validateInvoice(invoice: Invoice): string[] {
  const problems: string[] = [];
  if (invoice.bookingId === "") problems.push("An invoice needs a booking.");
  if (invoice.totalCents < 0) problems.push("An invoice's total must not be negative.");
  return problems;
}

/** Price of a stay in cents: a rate per metre and day, with a tenth off from the seventh day on. */
export function priceOfStay(booking: Booking, lengthMetres: number, centsPerMetre: number): number {
  const days = (Date.parse(booking.lastDay) - Date.parse(booking.firstDay)) / millisecondsPerDay + 1;
  const discount = days >= 7 ? 0.9 : 1;
  return Math.round(days * lengthMetres * centsPerMetre * discount);
}
