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

  // Work here: finish this method on its empty line. Then write the methods that remove and list, as in boats.ts.
  async create(request: Request): Promise<Response> {
    const invoice = request.body as Invoice;
    const problems = validateInvoice(invoice);
    if (problems.length > 0) return badRequest(problems);
    
  }
}
