/** One language of the test workspaces: files that are alike, and one that is begun like them. */
export interface StoreFiles {
  readonly languageId: string;
  /** Path → content of finished files. */
  readonly finished: Readonly<Record<string, string>>;
  /** A file of the same kind that is not finished yet, and where. */
  readonly begun: string;
  /** Line of the begun file, from 1, that waits to be typed. */
  readonly line: number;
  /** What is typed there; the rest can be known from the finished files. */
  readonly typed: string;
  /** What the finished files have in that place. */
  readonly rest: string;
}

const typeScriptOrders = `import { openConnection } from "./connection";

export async function loadOrders(customer: string): Promise<Order[]> {
  const connection = await openConnection(settings.databaseUrl, { readOnly: true });
  const rows = await connection.query("select * from orders where customer = ?", [customer]);
  connection.release();
  return rows.map(toOrder);
}
`;

const pythonOrders = `from store import open_connection


def load_orders(customer):
    connection = open_connection(settings.database_url, read_only=True)
    rows = connection.query("select * from orders where customer = ?", [customer])
    connection.release()
    return [to_order(row) for row in rows]
`;

const goOrders = `package store

func LoadOrders(customer string) ([]Order, error) {
	connection, err := openConnection(settings.DatabaseURL, readOnly)
	if err != nil {
		return nil, fmt.Errorf("load orders: %w", err)
	}
	defer connection.Release()
	return scanOrders(connection.Query(ordersOf, customer))
}
`;

/** TypeScript, indented with two spaces. */
export const typeScriptStores: StoreFiles = {
  languageId: "typescript",
  finished: { "orders.ts": typeScriptOrders, "parcels.ts": about("Parcel", typeScriptOrders) },
  begun: begin(about("Ticket", typeScriptOrders), 4),
  line: 4,
  typed: "  const connection = await ope",
  rest: "nConnection(settings.databaseUrl, { readOnly: true });",
};

/** Python, indented with four spaces. */
export const pythonStores: StoreFiles = {
  languageId: "python",
  finished: { "orders.py": pythonOrders, "parcels.py": about("Parcel", pythonOrders) },
  begun: begin(about("Ticket", pythonOrders), 5),
  line: 5,
  typed: "    conn",
  rest: "ection = open_connection(settings.database_url, read_only=True)",
};

/** Go, indented with tabs. */
export const goStores: StoreFiles = {
  languageId: "go",
  finished: { "orders.go": goOrders, "parcels.go": about("Parcel", goOrders) },
  begun: begin(about("Ticket", goOrders), 4),
  line: 4,
  typed: "\tconn",
  rest: "ection, err := openConnection(settings.DatabaseURL, readOnly)",
};

function about(thing: string, orders: string): string {
  return orders.replaceAll("Order", thing).replaceAll("order", thing.toLowerCase());
}

/** The text with an empty line instead of the given one, counted from 1. */
function begin(text: string, line: number): string {
  return text
    .split("\n")
    .with(line - 1, "")
    .join("\n");
}
