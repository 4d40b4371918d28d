import { readFileSync } from "node:fs";
import type { Cursor } from "../../src/core/types/cursor.ts";
import { at } from "../support/at.ts";

const languages: Readonly<Record<string, string>> = {
  ts: "typescript", tsx: "typescriptreact", js: "javascript", jsx: "javascriptreact", py: "python", go: "go", rs: "rust",
  java: "java", rb: "ruby", sh: "shellscript", c: "c", cpp: "cpp", cs: "csharp", php: "php", kt: "kotlin", swift: "swift",
  html: "html", vue: "vue", svelte: "svelte", css: "css", scss: "scss", json: "json", yaml: "yaml", md: "markdown", lua: "lua",
  sql: "sql", ex: "elixir", hs: "haskell", tf: "terraform", toml: "toml", makefile: "makefile", dockerfile: "dockerfile",
  erl: "erlang", tex: "latex", txt: "plaintext", jl: "julia", ps1: "powershell", scala: "scala", dart: "dart", clj: "clojure", xml: "xml", fs: "fsharp",
}; // biome-ignore format: a table

/** One golden case: a document with the cursor, a model's answer, and the part of it that is shown. */
export interface GoldenCase {
  readonly name: string;
  readonly cursor: Cursor;
  readonly answer: string;
  readonly explicit: boolean;
  readonly maxLines: number;
  readonly expected: { readonly text: string; readonly replaced: string } | { readonly rule: string };
}

/**
 * Reads a file of cases. Its first line is the path of the cases' documents. A case is
 *
 *     ## a sentence that says what is shown, then threads that reported it in brackets
 *     the document with ▮
 *     --- answer, explicit, maxLines=3        (the words after the comma are optional)
 *     the model's text
 *     --- ghost replacing ");"                (or: --- ghost, or: --- dropped by ruleName)
 *     the expected text
 *
 * ␉ stands for a tab, ␠ for a space at a line's end, ␍ for a carriage return, ␀ for NUL, ␣ for a no-break space,
 * ␤ for a line's end at the end of the text.
 */
export function readCases(file: string): readonly GoldenCase[] {
  const [head = "", ...sections] = readFileSync(file, "utf8").split(/^## /m);
  const path = /^path: (\S+)/.exec(head)?.[1];
  if (path === undefined) throw new Error(`${file}: the first line must be "path: …"`);
  return sections.map((section) => readCase(section, path));
}

const shape =
  /^([^\n]*)\n([\s\S]*?)\n--- answer([^\n]*)\n([\s\S]*?)\n--- (?:ghost(?: replacing "([^\n]*)")?|dropped by (\w+))(?:\n([\s\S]*))?$/;

function readCase(section: string, path: string): GoldenCase {
  const match = shape.exec(section.replace(/\n+$/, "\n").replace(/\n$/, ""));
  if (!match) throw new Error(`not a case:\n${section}`);
  const [, name = "", document = "", words = "", answer = "", replaced = "", rule, text = ""] = match;
  return {
    name,
    cursor: cursorOf(visible(document), path),
    answer: visible(answer),
    explicit: words.includes("explicit"),
    maxLines: Number(/maxLines=(\d+)/.exec(words)?.[1] ?? 10),
    expected: rule === undefined ? { text: visible(text), replaced: visible(replaced) } : { rule },
  };
}

function cursorOf(document: string, path: string): Cursor {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const languageId = languages[name.slice(name.lastIndexOf(".") + 1)] ?? name;
  const indentation = {
    insertSpaces: !document.includes("\n\t"),
    tabSize: /\n {4}\S/.test(document) && !/\n {2}\S/.test(document) ? 4 : 2,
  };
  return at(document, { uri: `file:///work/${path}`, path, languageId, indentation });
}

const drawn: Readonly<Record<string, string>> = { "␉": "\t", "␠": " ", "␍": "\r", "␀": "\0", "␣": "\u00a0", "␤": "\n" };

function visible(text: string): string {
  return text.replace(/[␉␠␍␀␣␤]/g, (sign) => drawn[sign] ?? sign);
}
