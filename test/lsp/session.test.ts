import { expect, test } from "vitest";
import { LspClient } from "../support/lsp/lspClient.ts";
import { orders, quote } from "../support/lsp/orders.ts";
import { ModelServer } from "../support/modelServer.ts";

test("settings are validated with a sentence, and changes of them are followed", async () => {
  let given: unknown = { completion: { maxLines: 0, eagernes: "eager" } };
  await using client = await LspClient.start({
    capabilities: { workspace: { configuration: true } },
    configuration: () => given,
  });
  await client.until(() => client.shown().length > 0);
  const logged = () => JSON.stringify(client.received);
  await client.until(() => logged().includes("eagernes"));
  expect(logged()).toContain('\\"hunch.completion.maxLines\\" is 0: set it to a whole number from 1 to 100.');
  expect(logged()).toContain('\\"hunch.completion.eagernes\\" is no setting of Hunch.');
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  expect(await client.complete("quote.ts", 1, 20)).not.toEqual([]);
  given = { "[typescript]": { "hunch.completion.enabled": false } };
  client.notify("workspace/didChangeConfiguration", { settings: null });
  await client.untilSilent("quote.ts", 1, 20);
});

test("snooze and toggle silence Hunch, and end it", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  for (const [off, on] of [
    [() => client.execute("hunch.snooze", 10), () => client.execute("hunch.snooze", 0)],
    [() => client.execute("hunch.toggleLanguage"), () => client.execute("hunch.toggleLanguage", "typescript")],
  ] as const) {
    await off();
    expect(await client.complete("quote.ts", 1, 20)).toEqual([]);
    await on();
    expect(await client.complete("quote.ts", 1, 20)).not.toEqual([]);
  }
  expect(client.shown()).toContain("Hunch is snoozed for 10 minutes.");
});

test("items of the ordinary list replace the word before the cursor, if they are wanted", async () => {
  const params = (client: LspClient) => ({
    textDocument: { uri: client.uri("quote.ts") },
    position: { line: 1, character: 20 },
  });
  await using client = await LspClient.start({ initializationOptions: { hunch: { lsp: { completionItems: true } } } });
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  const { items } = await client.request<{ readonly items: readonly { readonly textEdit: unknown }[] }>(
    "textDocument/completion",
    params(client),
  );
  expect(items[0]).toMatchObject({
    label: expect.stringMatching(/^computeTotal\(order\.items, order\.taxRate\);?$/),
    textEdit: { range: { start: { line: 1, character: 16 }, end: { line: 1, character: 20 } } },
    command: { command: "hunch.suggestionAccepted" },
  });
  await using other = await LspClient.start();
  expect(other.result.capabilities.completionProvider).toBeUndefined();
});

test("a model's answer covers the rest of the line, and a cancelled request closes its connection", async () => {
  await using server = await ModelServer.start({ answer: () => ({ chunks: ["ems, order.taxRate);"] }) });
  const model = { protocol: "openai-fim", baseUrl: server.url, name: "qwen2.5-coder", delay: "short" };
  await using client = await LspClient.start({ initializationOptions: { hunch: { model } } });
  client.open("quote.ts", "export function quote(order: Order): Quote {\n  const total = computeTotal(order.it)\n}\n");
  await client.learnt();
  const [item] = await client.complete("quote.ts", 1, 37);
  expect(item).toMatchObject({
    insertText: "ems, order.taxRate);",
    range: { start: { line: 1, character: 37 }, end: { line: 1, character: 38 } },
  });

  server.answer = () => ({ chunks: ["never"], after: new Promise(() => undefined) });
  client.open("slow.ts", "const answer = ");
  const { length } = server.asked;
  const cancel = client.completeCancellably("slow.ts", 0, 15);
  await server.until(({ asked }) => asked.length > length);
  cancel();
  await server.until(({ asked }) => asked.at(-1)?.disconnected === true);
});

test("a question is answered with its sources", async () => {
  await using client = await LspClient.start({
    files: {
      "src/totals.ts": "/** Adds up what an order costs. */\nexport function computeTotal() {\n  return 1;\n}\n",
    },
  });
  const answer = await client.request<{ readonly markdown: string; readonly sources: readonly unknown[] }>(
    "hunch/ask",
    {
      question: "where is computeTotal defined?",
    },
  );
  expect(answer.markdown).toContain("[src/totals.ts:1](");
  expect(answer.markdown).toContain("No chat model is configured");
  expect(answer.sources[0]).toMatchObject({ uri: client.uri("src/totals.ts"), path: "src/totals.ts", startLine: 0 });
});

test("cells of a notebook in one language are completed as one document", async () => {
  await using client = await LspClient.start({ capabilities: { notebookDocument: { synchronization: {} } } });
  const cell = (name: string) => `vscode-notebook-cell:/work/book.ipynb#${name}`;
  const texts = [
    "def invoice(order):\n    total = compute_total(order.items, order.tax_rate)\n    return total\n",
    "def receipt(order):\n    total = comp",
  ];
  client.notify("notebookDocument/didOpen", {
    notebookDocument: {
      uri: client.uri("book.ipynb"),
      notebookType: "jupyter-notebook",
      version: 1,
      cells: texts.map((_, at) => ({ kind: 2, document: cell(`c${at}`) })),
    },
    cellTextDocuments: texts.map((text, at) => ({ uri: cell(`c${at}`), languageId: "python", version: 1, text })),
  });
  await client.learnt();
  const answer = await client.request<{ readonly items: readonly { readonly insertText: string }[] }>(
    "textDocument/inlineCompletion",
    { textDocument: { uri: cell("c1") }, position: { line: 1, character: 16 }, context: { triggerKind: 1 } },
  );
  expect(answer.items[0]?.insertText).toMatch(/^ute_total/); // What only the other cell says.
});

test("a changed ignore file is followed, and what a closed document did not save is forgotten", async () => {
  await using client = await LspClient.start({ files: { "orders.ts": "" } });
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  expect(await client.complete("quote.ts", 1, 20)).not.toEqual([]);
  client.write(".gitignore", "quote.ts\n");
  client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri(".gitignore"), type: 1 }] });
  await client.untilSilent("quote.ts", 1, 20);
  client.write(".gitignore", "");
  client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri(".gitignore"), type: 2 }] });
  client.close("orders.ts");
  client.change("quote.ts", [{ text: `${quote}\n` }]);
  await client.untilSilent("quote.ts", 1, 20);
});

test("the rules of a folder hold from when it is opened until it is closed", async () => {
  const quotePath = "../beside/quote.ts";
  await using client = await LspClient.start({ files: { "../beside/.gitignore": "quote.ts\n" } });
  const folder = { uri: client.uri("../beside"), name: "beside" };
  const changeFolders = (added: readonly unknown[], removed: readonly unknown[]) =>
    client.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
  client.open("orders.ts", orders);
  client.open(quotePath, quote);
  await client.learnt();
  expect(await client.complete(quotePath, 1, 20)).not.toEqual([]);
  changeFolders([folder], []);
  await client.untilSilent(quotePath, 1, 20);
  changeFolders([], [folder]);
  await client.until(async () => (await client.complete(quotePath, 1, 20)).length > 0);
});
