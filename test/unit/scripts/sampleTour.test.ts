import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { firstFile, otherFiles } from "../../../scripts/sampleTour.ts";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { confidenceThresholds } from "../../../src/core/engine/score/thresholds.ts";
import type { SourceFile } from "../../../src/core/types/source.ts";

const { path, line, column } = firstFile();

/** A sample as the editor has it, with text inserted at the position of the tour. */
function sourceOf(name: string, typed = ""): SourceFile {
  const lines = readFileSync(inProject("samples", name), "utf8").split("\n");
  if (name === path) lines[line - 1] = `${lines[line - 1]}${typed}`;
  return { uri: `file:///${name}`, path: name, languageId: "typescript", version: typed.length, lines };
}

test("every file of the tour exists", () => {
  expect([path, ...otherFiles].filter((name) => !existsSync(inProject("samples", name)))).toEqual([]);
});

test("the README names the position of the tour", () => {
  expect(readFileSync("README.md", "utf8")).toContain(`${path}:${line}:${column}`);
});

test.each([
  ["", "await this.invoices.save(invoice)"],
  ["a", "wait this.invoices.save(invoice)"],
])("after typing %j in the first sample, ghost text appears although no other file was opened", (typed, wanted) => {
  const engine = createEngine();
  const current = sourceOf(path, typed);
  for (const file of [...otherFiles.filter((name) => name.endsWith(".ts")).map((name) => sourceOf(name)), current])
    for (const _ of engine.learn(file));
  const { uri, languageId, version, lines } = current;
  const prefix = lines.slice(0, line).join("\n");
  const suffix = `\n${lines.slice(line).join("\n")}`;
  const indentation = { insertSpaces: true, tabSize: 2 };
  const cursor = { uri, path, languageId, version, line: line - 1, prefix, suffix, indentation };
  const minConfidence = confidenceThresholds.balanced;
  const options = { minConfidence, maxLines: 10, limit: 1, mayStopEarly: true, preferLong: true };
  expect(engine.answer(cursor, [], options)[0]?.text).toContain(wanted);
});
