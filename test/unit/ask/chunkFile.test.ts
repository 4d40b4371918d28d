import { expect, test } from "vitest";
import { chunkFile } from "../../../src/core/ask/index/chunkFile.ts";
import { filesUnder } from "./sampleFiles.ts";

const body = (count: number, indent: string) => Array.from({ length: count }, (_, i) => `${indent}step(${i})`);

function textOf(path: string, lines: readonly string[]): readonly string[] {
  return chunkFile(path, lines).map(({ startLine, endLine }) => lines.slice(startLine, endLine).join("\n"));
}

test("a function with its comment and decorator is one chunk", () => {
  const first = ["# Opens the gate.", "@timed", "def open_gate():", ...body(9, "    ")];
  const second = ["# Shuts it.", "def shut_gate():", ...body(9, "    ")];
  expect(textOf("gate.py", [...first, "", "", ...second])).toEqual([first.join("\n"), second.join("\n")]);
});

test("a class longer than sixty lines is cut at its methods, which know its name", () => {
  const method = (name: string) => [`    def ${name}(self):`, ...body(30, "        "), ""];
  const chunks = chunkFile("a.py", [
    "class Harbour:",
    '    """Keeps boats."""',
    "",
    ...method("moor"),
    ...method("leave"),
  ]);
  expect(chunks.map(({ enclosing }) => enclosing)).toEqual([["Harbour"], ["Harbour"]]);
  expect(chunks[1]?.startLine).toBe(35);
});

test("Markdown is cut at its headings, not at those inside code", () => {
  const lines = [
    "# Guide",
    "",
    "Read this.",
    "",
    "## Install",
    "",
    "```sh",
    "# not a heading",
    "npm i",
    "```",
    "",
    "## Use",
    "",
    "Run it.",
  ];
  expect(chunkFile("guide.md", lines).map(({ enclosing }) => enclosing)).toEqual([
    ["Guide"],
    ["Guide", "Install"],
    ["Guide", "Use"],
  ]);
});

test("every line with text is in exactly one chunk, and no chunk is longer than sixty lines", () => {
  for (const { path, lines } of [...filesUnder("samples"), ...filesUnder("src", "**/*.ts")]) {
    const seen = new Set<number>();
    for (const { startLine, endLine } of chunkFile(path, lines)) {
      expect(endLine - startLine, path).toBeLessThanOrEqual(60);
      for (let line = startLine; line < endLine; line++) {
        expect(seen.has(line), `${path}:${line + 1}`).toBe(false);
        seen.add(line);
      }
    }
    const missing = lines.findIndex((line, at) => line.trim() !== "" && !seen.has(at));
    expect(missing, path).toBe(-1);
  }
});
