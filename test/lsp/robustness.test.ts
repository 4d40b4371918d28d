import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { LspClient } from "../support/lsp/lspClient.ts";
import { orders, quote } from "../support/lsp/orders.ts";

function isTotal(items: Awaited<ReturnType<LspClient["complete"]>>): boolean {
  return String(items[0]?.insertText).startsWith("uteTotal(order.items");
}

test("rubbish between messages is dropped, and what follows is answered", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  const body = '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":5}';
  const rubbish = [
    "motd: welcome to your shell\n",
    "\r\n\r\n",
    "Content-Length: abc\r\n\r\n",
    "Content-Length: 5\r\n\r\nnoise",
    `Content-Length: ${body.length}\r\n\r\n${body}`,
    "\0\u0001\u0002".repeat(10_000),
    "Content-Length: 4\r\n\r\n[[]]Content-Length: 2\r\n\r\n{}",
    "{}",
  ];
  for (const text of rubbish) {
    client.process.stdin.write(text);
    expect(isTotal(await client.complete("quote.ts", 1, 20))).toBe(true);
  }
  expect(client.process.exitCode).toBeNull();
});

test("messages of the wrong form are errors", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  const methods = [
    "textDocument/inlineCompletion",
    "textDocument/completion",
    "hunch/ask",
    "workspace/executeCommand",
    "hunch/nothing",
  ];
  for (const method of methods)
    for (const params of [null, 5, "x", [], {}, { textDocument: 5, position: "x", context: null, command: {} }])
      await client.request(method, params).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
  for (const method of [
    "textDocument/didOpen",
    "textDocument/didChange",
    "workspace/didChangeConfiguration",
    "hunch/didShow",
  ])
    for (const params of [null, 5, [], { textDocument: null, contentChanges: [null] }, { settings: 7 }])
      client.notify(method, params);
  const position = { line: -3, character: 1e12 };
  client.change("quote.ts", [{ range: { start: position, end: position }, text: "" }]);
  expect(isTotal(await client.complete("quote.ts", 1, 20))).toBe(true);
});

test("a message of 100 MB and a flood of changes leave the server working", async () => {
  await using client = await LspClient.start();
  client.open("orders.ts", orders);
  client.open("large.ts", "x".repeat(100_000_000));
  client.open("quote.ts", "export function quote(order: Order): Quote {\n\n}\n");
  expect(await client.complete("large.ts", 0, 5)).toEqual([]);
  const text = "  const total = comp";
  for (let round = 0; round < 500; round++) {
    for (const [at, letter] of [...text].entries()) {
      const here = { line: 1, character: at };
      client.change("quote.ts", [{ range: { start: here, end: here }, text: letter }]);
    }
    const [start, end] = [
      { line: 1, character: 0 },
      { line: 1, character: text.length },
    ];
    client.change("quote.ts", [{ range: { start, end }, text: "" }]);
  }
  client.change("quote.ts", [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text }]);
  await client.learnt();
  expect(isTotal(await client.complete("quote.ts", 1, 20))).toBe(true);
});

test("requests before initialize are errors", async () => {
  await using client = await LspClient.launch();
  await expect(client.complete("a.ts", 0, 0)).rejects.toThrow("initialize");
});

test("the server ends when its input is closed", async () => {
  await using client = await LspClient.start();
  await client.learnt(); // Everything that was sent has arrived.
  const ended = once(client.process, "exit");
  client.process.stdin.end();
  await ended;
});

test("the server ends with the editor's process, also while its input stays open", async () => {
  const editor = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
  await using client = await LspClient.start({ processId: editor.pid ?? 0 });
  const ended = once(client.process, "exit");
  editor.kill("SIGKILL");
  await ended;
});

test("the server ends after exit, also without shutdown", async () => {
  await using client = await LspClient.start();
  const ended = once(client.process, "exit");
  client.notify("exit", undefined);
  expect((await ended)[0]).toBe(1);
});
