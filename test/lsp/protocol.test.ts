import { expect, test } from "vitest";
import { LspClient } from "../support/lsp/lspClient.ts";
import { orders, quote } from "../support/lsp/orders.ts";

/** Replaces the text between two positions of one line. */
function replacing(line: number, from: number, to: number, text: string) {
  return { range: { start: { line, character: from }, end: { line, character: to } }, text };
}

test("suggestions come from another open document, with alternatives", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  const items = await client.complete("quote.ts", 1, 20);
  expect(items[0]?.insertText).toMatch(/^uteTotal\(order\.items, order\.taxRate\);?$/);
  expect(items[0]?.range).toEqual({ start: { line: 1, character: 20 }, end: { line: 1, character: 20 } });
  expect(items.length).toBeGreaterThan(1);
  expect(await client.exit()).toBe(0);
});

test("changes are followed as they are typed", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", "export function quote(order: Order): Quote {\n\n}\n");
  await client.learnt();
  for (const [at, letter] of [..."  const total = comp"].entries())
    client.change("quote.ts", [replacing(1, at, at, letter)]);
  const items = await client.complete("quote.ts", 1, 20);
  expect(items[0]?.insertText).toMatch(/^uteTotal\(order\.items, order\.taxRate\);?$/);
});

test("a document that is not open gets no answer", async () => {
  await using client = await LspClient.start();
  expect(await client.complete("missing.ts", 0, 0)).toEqual([]);
});

test("CRLF documents are completed, and text is sent with line feeds", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders.replaceAll("\n", "\r\n"));
  client.open("quote.ts", quote.replaceAll("\n", "\r\n"));
  await client.learnt();
  const items = await client.complete("quote.ts", 1, 20);
  expect(items[0]?.insertText).toContain("uteTotal(order.items, order.taxRate)");
  expect(JSON.stringify(items)).not.toContain("\\r");
});

for (const encoding of ["utf-8", "utf-16", "utf-32"] as const) {
  test(`positions are counted in ${encoding}`, async () => {
    await using client = await LspClient.start({ capabilities: { general: { positionEncodings: [encoding] } } });
    expect(client.result.capabilities.positionEncoding).toBe(encoding);
    client.open("orders.ts", orders);
    client.open("quote.ts", "export function quote(order: Order): Quote {\n  /* 😀é */ const total = \n}\n");
    await client.learnt();
    const before = { "utf-8": 14, "utf-16": 11, "utf-32": 10 }[encoding] + "const total = ".length + 1;
    client.change("quote.ts", [replacing(1, before, before, "comp")]);
    const [item] = await client.complete("quote.ts", 1, before + 4);
    expect(item?.insertText).toMatch(/^uteTotal/);
    expect(item?.range?.start).toEqual({ line: 1, character: before + 4 });
  });
}

test("accepted items are counted once, and what the protocol never says is unknown", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  const items = await client.complete("quote.ts", 1, 20);
  const item = items[1];
  client.change("quote.ts", [replacing(1, 20, 20, String(item?.insertText))]);
  await client.execute(String(item?.command?.command), ...(item?.command?.arguments ?? []));
  await client.execute(String(item?.command?.command), ...(item?.command?.arguments ?? []));
  const text = String(await client.execute("hunch.showStatistics"));
  expect(text).toContain("Suggestions sent to the editor: 1");
  expect(text).toContain(`Accepted: 1 (100 % of those sent), ${String(item?.insertText).length} characters`);
  expect(text).toContain("Shown and rejected: unknown");
});

test("a client can report what is shown and rejected", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  const [item] = await client.complete("quote.ts", 1, 20);
  const [id] = item?.command?.arguments ?? [];
  client.notify("hunch/didShow", { id });
  client.notify("hunch/didReject", { id });
  expect(await client.complete("quote.ts", 1, 20)).toEqual([]);
  expect(String(await client.execute("hunch.showStatistics"))).toContain("Shown: 1. Rejected: 1.");
  expect(await client.complete("quote.ts", 1, 20, 1)).not.toEqual([]);
});
