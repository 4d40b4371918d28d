/** A document that teaches what a total is. */
export const orders = `import { computeTotal } from "./totals";

export function invoice(order: Order): Invoice {
  const total = computeTotal(order.items, order.taxRate);
  return { total, lines: order.items.length };
}

export function receipt(order: Order): Receipt {
  const total = computeTotal(order.items, order.taxRate);
  return { total, paid: true };
}
`;

/** A document in which a total begins, at line 1, column 20. */
export const quote = "export function quote(order: Order): Quote {\n  const total = comp\n}\n";
