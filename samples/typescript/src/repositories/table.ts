/** The little that the repositories need of a database. */
export interface Table<Row> {
  get(id: string): Promise<Row | undefined>;
  all(): Promise<Row[]>;
  put(id: string, row: Row): Promise<void>;
  delete(id: string): Promise<boolean>;
}

/** A table that lives as long as the process; for trying things out. */
export class MemoryTable<Row> implements Table<Row> {
  private readonly rows = new Map<string, Row>();

  async get(id: string): Promise<Row | undefined> {
    return this.rows.get(id);
  }

  async all(): Promise<Row[]> {
    return [...this.rows.values()];
  }

  async put(id: string, row: Row): Promise<void> {
    this.rows.set(id, row);
  }

  async delete(id: string): Promise<boolean> {
    return this.rows.delete(id);
  }
}
