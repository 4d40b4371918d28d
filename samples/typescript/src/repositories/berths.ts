import type { Berth } from "../models/berth.ts";
import type { Table } from "./table.ts";

/** Reads and writes berths. */
export class BerthRepository {
  constructor(private readonly table: Table<Berth>) {}

  async find(id: string): Promise<Berth | undefined> {
    return this.table.get(id);
  }

  async list(): Promise<Berth[]> {
    return this.table.all();
  }

  async save(berth: Berth): Promise<void> {
    await this.table.put(berth.id, berth);
  }

  async remove(id: string): Promise<boolean> {
    return this.table.delete(id);
  }
}
