import fc from "fast-check";
import { expect, test } from "vitest";
import { askForEdit, type EditModel } from "../../../../src/core/nextEdit/model/askForEdit.ts";
import { applyChanges } from "../../../../src/core/nextEdit/model/diffLines.ts";
import type { EditFormatName } from "../../../../src/core/nextEdit/model/editFormats.ts";
import type { EditQuestion } from "../../../../src/core/nextEdit/model/editQuestion.ts";
import { redact } from "../../../../src/core/privacy/redactSecrets.ts";
import { ModelError } from "../../../../src/core/types/model.ts";

const uri = "file:///w/a.ts";
const own = [
  "interface Page {",
  "  size: number;",
  "  offset: number;",
  "}",
  "",
  "function first(size: number): Page {",
  "  return { size };",
  "}",
  "",
  "function second(size: number): Page {",
  "  return { size };",
  "}",
];
const made = { path: uri, line: 2, oldLines: [], newLines: ["  offset: number;"] };

function question(changes: Partial<EditQuestion> = {}, lines: readonly string[] = own): EditQuestion {
  const files = new Map([[uri, lines]]);
  return { uri, cursor: { line: 2, column: 17 }, files, edits: [made], pathOf: () => "a.ts", ...changes };
}

function model(format: EditFormatName, chunks: readonly string[], completionTokens = 1): EditModel {
  return {
    label: "test",
    format,
    async *stream(_prompt, { onSent, onUsage }) {
      onSent();
      yield* chunks;
      onUsage({ completionTokens });
    },
  };
}

async function ask(format: EditFormatName, answer: string, asked = question(), tokens = 1) {
  const signal = new AbortController().signal;
  const chunks = answer.match(/[\s\S]{1,7}/g) ?? [];
  return (await askForEdit(model(format, chunks, tokens), asked, redact, signal)).result;
}

const wrap: Readonly<Record<EditFormatName, (text: string) => string>> = {
  zeta: (text) => `<|editable_region_start|>\n${text}\n<|editable_region_end|>\n\`\`\`\n`,
  sweep: (text) => `\n${text}\n`,
  chat: (text) => `<region>\n${text}\n</region>`,
};
const formats = ["zeta", "sweep", "chat"] as const;
const rewritten = own.map((line, at) => (at === 6 || at === 10 ? "  return { size, offset: 0 };" : line));

test.each(formats)("%s: the answer's changes are proposed, wherever in the region they are", async (format) => {
  expect(await ask(format, wrap[format](rewritten.join("\n")))).toEqual({
    kind: "edits",
    changes: [6, 10].map((line) => ({
      line,
      oldLines: ["  return { size };"],
      newLines: ["  return { size, offset: 0 };"],
    })),
  });
});

test.each(formats)(
  "%s: line ends of Windows, the cursor's mark and talk around the region do no harm",
  async (format) => {
    const marked = { zeta: "<|user_cursor_is_here|>", sweep: "", chat: "<cursor/>" }[format];
    const text = rewritten.join("\r\n").replace("offset: 0", `offset: 0${marked}`);
    const talk = format === "sweep" ? "" : "Here is the region:\n\n";
    expect((await ask(format, talk + wrap[format](text))).kind).toBe("edits");
  },
);

test("a fence inside the region's marks and reasoning before them are left out", async () => {
  const answer = `<think>The fields <region>\nx\n</region> differ.</think>\n${wrap.chat(`\`\`\`ts\n${rewritten.join("\n")}\n\`\`\``)}`;
  expect((await ask("chat", answer)).kind).toBe("edits");
});

test.each(formats)("%s: applied together, what is proposed gives exactly the model's text", async (format) => {
  const line = fc.constantFrom(...own, "  page: number;", "  return { size, offset };", "// done", "");
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (answer) => {
      const text = answer.join("\n");
      const result = await ask(format, wrap[format](text));
      if (result.kind !== "edits") return;
      expect(applyChanges(own, result.changes).join("\n")).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test.each(formats)("%s: no answer throws or changes anything outside the region", async (format) => {
  const long = Array.from({ length: 80 }, (_, at) => `const value${at} = ${at};`);
  const asked = question({ cursor: { line: 40, column: 3 }, edits: [] }, long);
  const piece = fc.constantFrom(
    "<region>\n",
    "\n</region>",
    "<|editable_region_start|>\n",
    "\n<|editable_region_end|>",
    "<|file_sep|>",
    "```\n",
    "\r\n",
    "\n",
    "const value40 = 41;",
    "const value41 = 41;",
    "<think>",
    "\u0000",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), async (pieces) => {
      const result = await ask(format, pieces.join(""), asked);
      if (result.kind === "edits")
        for (const { line, oldLines } of result.changes) {
          expect(line).toBeGreaterThanOrEqual(30);
          expect(line + oldLines.length).toBeLessThanOrEqual(56);
        }
    }),
    { numRuns: 500 },
  );
});

const refusal = async (format: EditFormatName, lines: readonly string[], asked = question()) => {
  const result = await ask(format, wrap[format](lines.join("\n")), asked);
  return result.kind === "refused" ? result.reason : result.kind;
};

test.each(formats)("%s: an answer is refused that changes nothing, or only white space", async (format) => {
  expect(await refusal(format, own)).toBe("unchanged");
  expect(
    await refusal(
      format,
      own.map((line) => line.replace(/^ {2}/, "\t")),
    ),
  ).toBe("unchanged");
});

test.each(formats)(
  "%s: an answer is refused that takes back the last edit, or deletes what it wrote",
  async (format) => {
    expect(
      await refusal(
        format,
        own.filter((_, at) => at !== 2),
      ),
    ).toBe("undoesEdit");
    expect(await refusal(format, own.with(2, "  start: number;"))).toBe("deletesTyped");
    const renamed = { path: uri, line: 5, oldLines: ["function one(size: number): Page {"], newLines: own.slice(5, 6) };
    const asked = question({ edits: [renamed] });
    expect(await refusal(format, own.with(5, "function one(size: number): Page {"), asked)).toBe("undoesEdit");
  },
);

test.each(formats)("%s: an answer is refused that changes too many lines", async (format) => {
  expect(
    await refusal(
      format,
      Array.from({ length: 17 }, (_, at) => `other ${at}`),
    ),
  ).toBe("tooManyLines");
});

test.each(formats)("%s: a cut answer is refused", async (format) => {
  expect(await refusal(format, rewritten.slice(0, 7))).toBe("cut");
  expect(await refusal(format, [...rewritten.slice(0, 10), "  return { si"])).toBe("cut");
});

test("an answer without the region's marks is refused", async () => {
  expect(await ask("chat", rewritten.join("\n"))).toEqual({ kind: "refused", reason: "notTheRegion" });
  expect(await ask("zeta", "I'm sorry, I can't help with that.")).toEqual({ kind: "refused", reason: "notTheRegion" });
  expect(await ask("chat", `<region>\n${rewritten.join("\n")}`)).toEqual({ kind: "refused", reason: "cut" });
  expect(await ask("sweep", wrap.sweep(rewritten.join("\n")), question(), 9_999)).toEqual({
    kind: "refused",
    reason: "cut",
  });
});

test.each(formats)("%s: an empty answer, a flood and a leaked control text are refused", async (format) => {
  expect(await ask(format, " \n")).toEqual({ kind: "refused", reason: "empty" });
  expect(await ask(format, "x\n".repeat(5_000))).toEqual({ kind: "refused", reason: "tooLong" });
  const leaked = wrap[format](rewritten.join("\n").replace("offset: 0", "<|im_end|><region>"));
  expect(await ask(format, leaked)).toEqual({ kind: "refused", reason: "marker" });
});

test("an answer is refused that goes on with the lines after the region, or before it", async () => {
  const long = Array.from({ length: 80 }, (_, at) => `const value${at} = ${at};`);
  const asked = question({ cursor: { line: 40, column: 3 }, edits: [] }, long);
  expect(await refusal("sweep", long.slice(30, 54), asked)).toBe("outsideRegion");
  expect(await refusal("sweep", long.slice(29, 51), asked)).toBe("outsideRegion");
});

test("an answer that writes a secret is refused", async () => {
  const lines = own.with(6, '  return { size, apiKey: "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg" };');
  expect(await refusal("chat", lines)).toBe("secret");
  expect(await refusal("chat", own.with(6, '  return { size, key: "[redacted]" };'))).toBe("secret");
});

test("nothing is sent about a file that holds secrets", async () => {
  const files = new Map([
    [uri, own],
    ["file:///w/.env", ["A=1"]],
  ]);
  expect((await ask("chat", wrap.chat("x"), question({ files }))).kind).toBe("notSent");
});

test("a failing model is a result, an aborted one another, and a fault of the program is thrown", async () => {
  const failing = (error: Error): EditModel => ({
    label: "",
    format: "chat",
    stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }),
  });
  const own = new AbortController();
  const down = new ModelError("unreachable", "down");
  const askIt = (error: Error) => askForEdit(failing(error), question(), redact, own.signal);
  expect((await askIt(down)).result).toEqual({ kind: "failed", reason: "unreachable", error: down });
  await expect(askIt(new TypeError("bug"))).rejects.toThrow("bug");
  const aborted = askIt(down);
  own.abort();
  expect((await aborted).result.kind).toBe("aborted");
});

test.each(formats)("%s: empty lines at the edges of the region, which models drop, are kept", async (format) => {
  const asked = question({ cursor: { line: 3, column: 17 }, edits: [{ ...made, line: 3 }] }, ["", ...own, ""]);
  expect(await ask(format, wrap[format](rewritten.join("\n")), asked)).toEqual({
    kind: "edits",
    changes: [7, 11].map((line) => ({
      line,
      oldLines: ["  return { size };"],
      newLines: ["  return { size, offset: 0 };"],
    })),
  });
});

test.each(formats)("%s: what a request cost is read at the end of the stream, behind the answer", async (format) => {
  const chunks = [wrap[format](rewritten.join("\n")), "\n"];
  const { result, usage } = await askForEdit(
    model(format, chunks, 7),
    question(),
    redact,
    new AbortController().signal,
  );
  expect(result.kind).toBe("edits");
  expect(usage.completionTokens).toBe(7);
});

test("a model that goes on behind its answer is not read to its end", async () => {
  const endless: EditModel = {
    label: "test",
    format: "chat",
    async *stream() {
      yield wrap.chat(rewritten.join("\n"));
      for (;;) yield "and so on ";
    },
  };
  const { result } = await askForEdit(endless, question(), redact, new AbortController().signal);
  expect(result.kind).toBe("edits");
});
