import fc from "fast-check";
import { expect, test } from "vitest";
import { createRetriever } from "../../../src/core/retrieval/retriever.ts";
import type { Retriever } from "../../../src/core/types/retriever.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { at } from "../../support/at.ts";

interface OpenFile {
  readonly path: string;
  readonly text: string;
}

function open(files: readonly OpenFile[]): Retriever {
  const retriever = createRetriever();
  for (const { path, text } of files) learn(retriever, path, text, 1);
  return retriever;
}

function learn(retriever: Retriever, path: string, text: string, version: number): void {
  const file = { uri: `file:///${path}`, path, languageId: "typescript", version, lines: text.split("\n") };
  for (const _ of retriever.learn(file));
}

const recent = (files: readonly OpenFile[]) => files.map(({ path }) => ({ uri: `file:///${path}`, edited: [] }));
const ask = (files: readonly OpenFile[], drawn: string, maxTokens = 1000) =>
  open(files).retrieve(at(drawn), recent(files), { maxTokens });
const textOf = (snippets: readonly Snippet[]) => snippets.map(({ text }) => text).join("\n");

const geometry = {
  path: "src/geometry.ts",
  text: `// Copyright notice that nobody needs
export interface Box {
  readonly width: number;
  readonly height: number;
}

export function resizeBox(box: Box, scaleFactor: number): Box {
  const width = box.width * scaleFactor;
  const height = box.height * scaleFactor;
  return { width, height };
}
`,
};
const unrelated = {
  path: "src/mail.ts",
  text: Array.from({ length: 40 }, (_, line) => `export const mailbox${line} = openMailbox("inbox${line}");`).join(
    "\n",
  ),
};
const drawn = `import { Box } from "./geometry";

export function doubleBox(box: Box): Box {
  return ▮
}
`;

test("finds the function that the line needs, in the form it is written", () => {
  const [best] = ask([unrelated, geometry], drawn);
  expect(best).toMatchObject({ kind: "window", path: "src/geometry.ts" });
  expect(textOf(ask([unrelated, geometry], drawn))).toContain("resizeBox(box: Box, scaleFactor: number)");
});

test("comments, blank lines and bare brackets cost nothing", () => {
  const text = textOf(ask([geometry], drawn));
  expect(text).not.toContain("Copyright");
  expect(text).not.toMatch(/^\s*[}\])]*$/m);
});

test("keeps to its budget", () => {
  for (const maxTokens of [0, 20, 60, 200, 1000]) {
    const used = ask([unrelated, geometry], drawn, maxTokens).reduce((sum, { tokens }) => sum + tokens, 0);
    expect(used).toBeLessThanOrEqual(maxTokens);
  }
});

test("with nothing open, nothing is sent", () => {
  expect(ask([], drawn)).toEqual([]);
});

test("what the prompt shows of the current file is not sent again", () => {
  const retriever = open([geometry]);
  const cursor = at(`${geometry.text}\nconst a = resizeBox(▮`, { uri: "file:///src/current.ts" });
  learn(retriever, "src/current.ts", cursor.prefix, 1);
  const snippets = retriever.retrieve(cursor, [], { maxTokens: 1000 });
  expect(snippets).toEqual([]);
});

test("a distant part of the current file may be sent", () => {
  const far = "export function measureFarAway(box: Box) {\n  return box.width;\n}\n";
  const filler = Array.from({ length: 300 }, (_, line) => `const filler${line} = compute${line}(${line});`).join("\n");
  const cursor = at(`${far}${filler}\nfunction again(box: Box) {\n  return ▮`, { uri: "file:///src/current.ts" });
  const retriever = open([]);
  learn(retriever, "src/current.ts", cursor.prefix, 1);
  expect(textOf(retriever.retrieve(cursor, [], { maxTokens: 300 }))).toContain("measureFarAway");
});

test("an outline names members with their file, and leaves out strings and what the prompt shows", () => {
  const files = [
    { path: "src/shop.ts", text: 'export class Basket {\n  addArticle(id: number, "quotedWord") {\n  }\n}' },
  ];
  const outline = ask(files, drawn, 1000).filter(({ kind }) => kind === "outline");
  for (const { text } of outline) expect(text).toMatch(/^shop\.ts: /);
  expect(textOf(outline)).not.toContain("quotedWord");
});

test("a forgotten file is not found, and its memory is freed", () => {
  const retriever = open([geometry]);
  const full = retriever.bytes;
  retriever.forget("file:///src/geometry.ts");
  expect(retriever.retrieve(at(drawn), recent([geometry]), { maxTokens: 1000 })).toEqual([]);
  expect(retriever.bytes).toBeLessThan(full);
});

const word = fc.constantFrom("load", "user", "order", "total", "price", "list", "sumOf", "fetchUser", "orderList");
const statement = fc.tuple(word, word, word).map(([a, b, c]) => `  const ${a} = ${b}(${c});`);
const someFile = fc.array(statement, { minLength: 1, maxLength: 30 }).map((lines) => lines.join("\n"));
const someFiles = fc
  .array(someFile, { maxLength: 4 })
  .map((texts) => texts.map((text, at) => ({ path: `f${at}.ts`, text })));

test("the answer does not depend on how the index was built", () => {
  fc.assert(
    fc.property(someFiles, someFile, statement, fc.nat(), (files, more, put, place) => {
      const all = [...files, { path: "edited.ts", text: more }];
      const lines = more.split("\n");
      const line = place % (lines.length + 1);
      const edited = [...lines.slice(0, line), put, ...lines.slice(line)].join("\n");
      const followed = open(all);
      followed.edit("file:///edited.ts", 2, [{ startLine: line, endLine: line, lines: [put] }]);
      const fresh = open([{ path: "edited.ts", text: edited }, ...files].reverse());
      const query = (retriever: Retriever) =>
        retriever.retrieve(at("const total = ▮"), recent(all), { maxTokens: 400 });
      expect(query(followed)).toEqual(query(fresh));
      expect(query(followed)).toEqual(query(followed));
    }),
    { numRuns: 60 },
  );
});

test("a file with the answer provides it, whatever else is open", () => {
  const answer = {
    path: "answer.ts",
    text: "export function settleInvoice(order, price) {\n  return order.total * price;\n}",
  };
  const place = "function close(order, price) {\n  return settle▮(order, price);\n}";
  fc.assert(
    fc.property(someFiles, (files) => {
      const without = textOf(ask(files, place, 600));
      const withAnswer = textOf(ask([answer, ...files], place, 600));
      expect(without).not.toContain("settleInvoice");
      expect(withAnswer).toContain("settleInvoice");
    }),
    { numRuns: 60 },
  );
});

const rareName = fc
  .tuple(fc.constantFrom("settle", "amend", "void", "post"), fc.constantFrom("Invoice", "Ledger", "Voucher", "Refund"))
  .map(([verb, noun]) => `${verb}${noun}`);
const rareStatement = fc.tuple(word, rareName, rareName).map(([a, b, c]) => `  ${a}.push(${b}(${c}));`);
const mixedFile = fc
  .array(fc.oneof(statement, rareStatement), { minLength: 1, maxLength: 25 })
  .map((lines) => lines.join("\n"));

test("adding a file with the answer never lowers recall, at any position and with any number of open files", () => {
  const files = fc
    .array(mixedFile, { maxLength: 6 })
    .map((texts) => texts.map((text, at) => ({ path: `f${at}.ts`, text })));
  const contextLines = fc.array(statement, { minLength: 2, maxLength: 6 });
  const budget = fc.constantFrom(400, 1000);
  fc.assert(
    fc.property(
      files,
      contextLines,
      rareStatement,
      mixedFile,
      fc.nat(),
      budget,
      (others, before, target, rest, place, maxTokens) => {
        const answer = { path: "answer.ts", text: [...before, target, rest].join("\n") };
        const drawnHere = `${before.join("\n")}\n  ▮`;
        const wanted = [...new Set(target.match(/\w+/g))].filter((name) => !before.join("\n").includes(name));
        const recall = (open: readonly OpenFile[]) => {
          const sent = new Set(textOf(ask(open, drawnHere, maxTokens)).match(/\w+/g));
          return wanted.filter((name) => sent.has(name)).length;
        };
        const among = [...others];
        among.splice(place % (others.length + 1), 0, answer);
        expect(recall(among)).toBeGreaterThanOrEqual(recall(others));
        expect(recall(among)).toBe(wanted.length);
      },
    ),
    { numRuns: 200 },
  );
});
