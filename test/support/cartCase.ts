import type { ReplayCase } from "../../src/lab/replay/replayCase.ts";

/** A line that was written in a file of TypeScript, while another file with one like it was open. */
export const cartCase: ReplayCase = {
  id: "1",
  repo: "shop",
  lang: "typescript",
  kind: "return",
  pos: "line",
  sample: "natural",
  path: "src/cart.ts",
  languageId: "typescript",
  prefix: "export function priceOfCart(cart: Cart) {\n  ",
  suffix: "\n}\n",
  targetLine: "return roundPrice(cart.total);",
  targetBlock: "return roundPrice(cart.total);",
  lineIdentifiers: ["roundPrice", "total"],
  blockIdentifiers: ["roundPrice", "total"],
  recent: [
    {
      path: "src/order.ts",
      languageId: "typescript",
      blob: "1",
      text: "export function priceOfOrder(order: Order) {\n  return roundPrice(order.total);\n}\n",
      origin: "author",
      edited: [],
    },
  ],
};
