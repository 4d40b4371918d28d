import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SourceFile } from "../../core/types/source.ts";

/** Installed packages whose published code is neither bundled nor minified. */
const packages = ["@vscode/vsce", "fast-check", "knip", "mocha", "undici", "vitest"];
const longestLine = 300;

/** Returns files of a given number of lines, cut from the JavaScript of the checkout's own tools. */
export function realFiles(count: number, lineCount: number): readonly SourceFile[] {
  const lines = readPool();
  if (lines.length < count * lineCount)
    throw new Error(`The tools hold only ${lines.length} lines; run npm install first.`);
  return Array.from({ length: count }, (_, at) => ({
    uri: `bench:///src/part${at % 5}/file${at}.js`,
    path: `src/part${at % 5}/file${at}.js`,
    languageId: "javascript",
    version: 1,
    lines: lines.slice(at * lineCount, (at + 1) * lineCount),
  }));
}

function readPool(): readonly string[] {
  const root = fileURLToPath(new URL("../../../node_modules", import.meta.url));
  return packages.flatMap((name) =>
    globSync("**/*.js", { cwd: `${root}/${name}`, exclude: ["**/node_modules/**", "**/*.min.js"] })
      .sort()
      .map((path) => readFileSync(`${root}/${name}/${path}`, "utf8").split(/\r?\n/))
      .filter((lines) => lines.every((line) => line.length <= longestLine))
      .flat(),
  );
}
