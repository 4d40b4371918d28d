import type { Invoice } from "../models/invoice.ts";
import type { Table } from "./table.ts";

/** Reads and writes invoices. */
export class InvoiceRepository {
  constructor(private readonly table: Table<Invoice>) {}

  async find(id: string): Promise<Invoice | undefined> {
    return this.table.get(id);
  }

  async list(): Promise<Invoice[]> {
    return this.table.all();
  }

  async save(invoice: Invoice): Promise<void> {
    await this.table.put(invoice.id, invoice);
  }

  async remove(id: string): Promise<boolean> {
    return this.table.delete(id);
  }
}
