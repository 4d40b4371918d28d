import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Room → rooms it may import; every room may import itself. This table is the picture in ARCHITECTURE.md. */
const shared = ["core/types", "core/util", "core/syntax"];
const stage = (...more: string[]) => [...shared, ...more];
const allCore = [
  "answerText", "trigger", "privacy", "context", "index", "retrieval", "prompt", "local", "model", "stream", "postprocess", "completion", "ask",
  "telemetry", "replay",
].map((room) => `core/${room}`); // biome-ignore format: a table
const arrows: Readonly<Record<string, readonly string[]>> = {
  "core/types": [],
  "core/util": ["core/types"],
  "core/syntax": ["core/types"],
  "core/answerText": [],
  "core/trigger": stage(),
  "core/privacy": stage(),
  "core/context": stage(),
  "core/index": stage(),
  "core/retrieval": stage("core/index"),
  "core/prompt": stage(),
  "core/local": stage(),
  "core/model": stage("core/answerText"),
  "core/stream": stage(),
  "core/postprocess": stage("core/answerText"),
  "core/telemetry": stage("core/trigger", "core/postprocess"),
  "core/completion": stage(
    "core/trigger", "core/context", "core/retrieval", "core/prompt", "core/stream", "core/postprocess", "core/privacy",
    "core/telemetry",
  ), // biome-ignore format: a table
  "core/ask": stage("core/answerText", "core/retrieval", "core/prompt", "core/stream", "core/privacy"),
  "core/replay": stage(...allCore),
  transformers: stage("core/model"),
  webview: ["core/types"],
  editor: [...shared, ...allCore, "webview/protocol", "transformers"],
  cli: [...shared, ...allCore],
  extension: [...shared, ...allCore, "editor", "transformers"],
};

const files = globSync("src/**/*.ts");

function roomOf(file: string): string {
  const [, first = "", second = ""] = file.split("/");
  return first === "core" ? `core/${second}` : first.replace(/\.ts$/, "");
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\b[^;"'`]*["']([^"']+)["']/gm);
  const calls = text.matchAll(/\bimport\(\s*["']([^"']+)["']/g);
  return [...statements, ...calls].map((match) => match[1] ?? "");
}

test("imports follow the arrows of the house", () => {
  const wrong: string[] = [];
  for (const file of files) {
    const room = roomOf(file);
    for (const target of importsOf(file).filter((name) => name.startsWith("."))) {
      const path = normalize(join(dirname(file), target));
      const to = roomOf(path);
      const allowed = to === room || (arrows[room] ?? []).some((name) => to === name || path === `src/${name}.ts`);
      if (!allowed) wrong.push(`${file} → ${path}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(8);
});

test("the core knows neither the editor nor Node", () => {
  const wrong = files
    .filter((file) => file.startsWith("src/core/"))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name === "vscode" || name.startsWith("node:"))
        .map((name) => `${file} → ${name}`),
    );
  expect(wrong).toEqual([]);
});

test("only the editor room and what builds it import vscode", () => {
  const importing = files.filter((file) => importsOf(file).includes("vscode"));
  expect(importing.filter((file) => !/^src\/(editor\/|extension(\/|\.ts$))/.test(file))).toEqual([]);
});
