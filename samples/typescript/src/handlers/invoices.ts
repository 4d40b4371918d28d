import { badRequest, created, noContent, notFound, ok, type Request, type Response } from "../http.ts";
import { type Invoice, validateInvoice } from "../models/invoice.ts";
import type { InvoiceRepository } from "../repositories/invoices.ts";

/** Answers requests about invoices. */
export class InvoiceHandler {
  constructor(private readonly invoices: InvoiceRepository) {}

  async get(request: Request): Promise<Response> {
    const invoice = await this.invoices.find(request.params.id ?? "");
    if (invoice === undefined) return notFound("invoice");
    return ok(invoice);
  }

  // Work here: open boats.ts, berths.ts and bookings.ts beside this file first. Then write below this comment what
  // every handler has, line by line: the method that creates, then the one that removes, then the one that lists.

}
