import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/**
 * Room → rooms it imports; every room may import itself. A room imports only rooms above it in the table, so there are
 * no cycles between rooms; Biome's noImportCycles forbids those between files.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  app: [],
  "core/answerText": [],
  "core/code": [],
  "core/privacy": [],
  "core/types": [],
  webview: [],
  "core/ask": ["core/answerText", "core/types"],
  "core/code/scan": ["core/types"],
  "core/context": ["core/code", "core/types"],
  "core/engine/learn": ["core/types"],
  "core/retrieval/index": ["core/code", "core/types"],
  "core/util": ["core/types"],
  "core/engine/collect": ["core/code", "core/types", "core/engine/learn"],
  "core/prompt": ["core/types", "core/code/scan"],
  "core/retrieval/rate": ["core/code", "core/types", "core/retrieval/index"],
  "core/rules": ["core/answerText", "core/types", "core/code/scan"],
  "core/server": ["core/answerText", "core/types", "core/util"],
  "core/trigger": ["core/types", "core/code/scan"],
  "core/engine/score": ["core/engine/learn", "core/engine/collect"],
  "core/retrieval/choose": ["core/code", "core/types", "core/retrieval/index", "core/retrieval/rate"],
  "core/statistics": [
    "core/types",
    "core/code/scan",
    "core/util",
    "core/prompt",
    "core/rules",
    "core/server",
    "core/trigger",
  ],
  "app/journal": ["app", "core/util", "core/prompt", "core/server", "core/statistics"],
  transformers: ["core/types", "core/util", "core/server"],
  "core/completion": [
    "core/privacy",
    "core/types",
    "core/code/scan",
    "core/prompt",
    "core/rules",
    "core/trigger",
    "core/statistics",
  ],
  "core/engine/answer": ["core/types", "core/engine/learn", "core/engine/collect", "core/engine/score"],
  "core/retrieval": ["core/types", "core/retrieval/index", "core/retrieval/rate", "core/retrieval/choose"],
  "core/engine": [
    "core/code",
    "core/types",
    "core/engine/learn",
    "core/util",
    "core/engine/collect",
    "core/engine/score",
    "core/engine/answer",
  ],
  "lab/replay": [
    "core/code",
    "core/types",
    "core/retrieval/index",
    "core/prompt",
    "core/retrieval/rate",
    "core/retrieval/choose",
    "core/completion",
    "core/retrieval",
  ],
  cli: [
    "core/code",
    "core/types",
    "core/util",
    "core/prompt",
    "core/server",
    "core/engine/score",
    "core/completion",
    "core/retrieval",
    "core/engine",
    "lab/replay",
  ],
  "lab/fit": [
    "core/code",
    "core/types",
    "core/engine/learn",
    "core/util",
    "core/engine/collect",
    "core/engine/score",
    "core/engine/answer",
    "core/engine",
    "lab/replay",
  ],
  vscode: [
    "app",
    "webview/protocol",
    "webview/statistics/report",
    "core/code",
    "core/privacy",
    "core/types",
    "core/ask",
    "core/context",
    "core/util",
    "core/prompt",
    "core/rules",
    "core/server",
    "core/trigger",
    "core/engine/score",
    "core/statistics",
    "app/journal",
    "transformers",
    "core/completion",
    "core/retrieval",
    "core/engine",
    "lab/replay",
  ],
  lab: ["core/retrieval/rate", "core/engine/score", "core/retrieval", "core/engine", "lab/replay", "lab/fit"],
  "lab/bench": [
    "test",
    "core/code",
    "core/privacy",
    "core/types",
    "core/ask",
    "core/code/scan",
    "core/prompt",
    "core/rules",
    "core/server",
    "core/trigger",
    "core/engine/score",
    "core/statistics",
    "app/journal",
    "vscode",
    "core/completion",
    "core/engine/answer",
    "core/retrieval",
    "core/engine",
    "lab/replay",
    "lab/fit",
  ],
};

const files = globSync("src/**/*.ts").map((file) => file.replaceAll("\\", "/"));

/** The innermost room of the table that holds the file, or its folder when the table has none. */
function roomOf(file: string): string {
  if (!file.startsWith("src/")) return "test";
  const folder = dirname(file).replace(/^src\/?/, "");
  const holding = Object.keys(arrows).filter((room) => `${folder}/`.startsWith(`${room}/`));
  return holding.sort((a, b) => b.length - a.length)[0] ?? folder;
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^\s*(?:\/\/|\/?\*).*$/gm, ""); // Comments show imports, too.
  const statements = text.matchAll(/^(?:import|export)\b[^;"'`]*["']([^"']+)["']/gm);
  const calls = text.matchAll(/\bimport\(\s*["']([^"']+)["']/g);
  return [...statements, ...calls].map((match) => match[1] ?? "");
}

interface Import {
  readonly file: string;
  readonly room: string;
  /** The room of the imported file, or the file's own name in the table where only that file may be imported. */
  readonly target: string;
}

/** The imports of all files from other rooms. */
function crossings(): readonly Import[] {
  return files.flatMap((file) => {
    const room = roomOf(file);
    const paths = importsOf(file).filter((name) => /^\.{1,2}\/.*\.ts$/.test(name));
    return paths.flatMap((name) => {
      const path = normalize(join(dirname(file), name)).replaceAll("\\", "/");
      const whole = path.replace(/^src\/|\.ts$/g, "");
      const target = arrows[room]?.includes(whole) ? whole : roomOf(path);
      return target === room ? [] : [{ file, room, target }];
    });
  });
}

test("imports follow the arrows of the house", () => {
  const wrong = crossings().filter(({ room, target }) => !arrows[room]?.includes(target));
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
});

test("every arrow of the house is used by an import", () => {
  const used = new Set(crossings().map(({ room, target }) => `${room} → ${target}`));
  const drawn = Object.entries(arrows).flatMap(([room, targets]) => targets.map((target) => `${room} → ${target}`));
  expect(drawn.filter((arrow) => !used.has(arrow))).toEqual([]);
});

test("the table names every room, each below the rooms it imports", () => {
  const rooms = Object.keys(arrows);
  expect(rooms.toSorted()).toEqual([...new Set(files.map(roomOf))].toSorted());
  const upwards = rooms.flatMap((room, at) =>
    (arrows[room] ?? []).filter(
      (target) => target !== "test" && !rooms.slice(0, at).includes(target.replace(/^(webview)\/.*/, "$1")),
    ),
  );
  expect(upwards).toEqual([]);
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

test("only the adapter of VS Code imports vscode", () => {
  const importing = files.filter((file) => importsOf(file).includes("vscode"));
  expect(importing.filter((file) => !/^src\/(vscode|lab\/bench\/host)\//.test(file))).toEqual([]);
});
