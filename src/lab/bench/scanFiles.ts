/**
 * Scans real source files of every language and prints, for each language, how many files end inside a string, a
 * here-document or a comment, how many leave a bracket open or close one too many, and how many of their lines begin
 * inside a comment or a string. A file that compiles ends inside nothing; a large share of lines in strings is suspect.
 *
 *     node src/lab/bench/scanFiles.ts DIR... [--most N] [--show LANGUAGE]
 */
import { readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { languages } from "../../core/code/languages/languages.ts";
import { scan } from "../../core/code/scan/scan.ts";
import type { Mark, Scan, Span } from "../../core/code/scan/scanState.ts";
import { textTable } from "../replay/textTable.ts";

const maxBytes = 300_000;

interface Count {
  files: number;
  endInside: number;
  unbalanced: number;
  lines: number;
  comments: number;
  strings: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: "string", default: "400" }, show: { type: "string" } },
});
if (positionals.length === 0)
  throw new Error("Usage: node src/lab/bench/scanFiles.ts DIR... [--most N] [--show LANGUAGE]");

/** Where the file ends inside of: the start of the innermost open string or comment, or undefined. */
function openSpanOf({ spans }: Scan, text: string): Span | undefined {
  return spans.findLast(
    (span) => span.open && !isRestOfLine(span, text) && !/^__(?:END|DATA)__/.test(text.slice(span.from)),
  );
}

/** A comment that reaches to the end of its line, or text that indentation ends, may end with the file. */
function isRestOfLine({ from, kind }: Span, text: string): boolean {
  return (kind === "comment" && !text.slice(from).trimEnd().includes("\n")) || /^\n[ \t]/.test(text.slice(from));
}

/** How many lines begin inside of each kind of span. */
function linesInside(spans: readonly Span[], text: string): { readonly comment: number; readonly string: number } {
  const lines = { comment: 0, string: 0 };
  let done = 0;
  for (const { kind, from, to } of spans) {
    for (let at = text.indexOf("\n", Math.max(from, done)); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
      lines[kind]++;
      done = at + 1;
    }
    if (kind === "comment" && /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", from - 1) + 1, from))) lines.comment++;
  }
  return lines;
}

/** The files that are read: the same number of each language, spread evenly over all that were found. */
async function filesByLanguage(
  folders: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || /\.min\.|\/node_modules\/\.cache\//.test(path)) continue;
      const languageId = languages.ofPath(path);
      const paths = found.get(languageId);
      if (paths) paths.push(path);
      else found.set(languageId, [path]);
    }
  }
  found.delete("plaintext");
  return new Map(
    [...found].sort().map(([languageId, paths]) => {
      const step = Math.max(1, paths.length / most);
      return [languageId, paths.sort().filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))];
    }),
  );
}

const rows: string[][] = [];
for (const [languageId, paths] of await filesByLanguage(positionals, Number(values.most))) {
  const count: Count = { files: 0, endInside: 0, unbalanced: 0, lines: 0, comments: 0, strings: 0 };
  for (const path of paths) {
    if (statSync(path).size > maxBytes) continue;
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    if (text.includes("\0") || text.includes("\ufffd") || text.split("\n").some((line) => line.length > 5_000))
      continue;
    const result = scan(text, languageId);
    const inside = openSpanOf(result, text);
    const isLoose = (mark: Mark) => mark.kind === "close" && mark.partner === undefined;
    // Patterns of `case` in a shell close what nothing opened.
    const isPattern = (mark: Mark) => languages.of(languageId).syntax.looseRound === true && text[mark.at] === ")";
    const loose = result.marks.find((mark) => isLoose(mark) && !isPattern(mark))?.at;
    const open = result.state.frames.find(({ kind }) => kind === "bracket")?.at;
    const lines = linesInside(result.spans, text);
    count.files++;
    count.lines += text.split("\n").length;
    count.comments += lines.comment;
    count.strings += lines.string;
    if (inside) count.endInside++;
    if (loose !== undefined || open !== undefined) count.unbalanced++;
    const at = inside?.from ?? loose ?? open;
    if (values.show === languageId && at !== undefined) {
      const kind = inside ? `ends inside a ${inside.kind}` : loose === undefined ? "left open" : "closes nothing";
      console.log(`${path}: ${kind}: ${text.slice(Math.max(0, at - 60), at + 40).replaceAll("\n", "⏎")}`);
    }
  }
  const share = (part: number) => `${((100 * part) / Math.max(1, count.lines)).toFixed(1)} %`;
  rows.push([
    languageId,
    `${count.files}`,
    `${count.endInside}`,
    `${count.unbalanced}`,
    share(count.comments),
    share(count.strings),
  ]);
}
console.log(textTable(["language", "files", "end inside", "unbalanced", "lines in comments", "in strings"], rows));
