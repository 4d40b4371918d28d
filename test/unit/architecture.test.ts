import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/**
 * Room → rooms it imports; every room may import itself. A room imports only rooms above it in the table, so there are
 * no cycles between rooms; Biome's noImportCycles forbids those between files.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "core/types": [],
  "core/util": ["core/types"],
  "core/code/scan": ["core/types"],
  "core/answerText": [],
  "core/trigger": ["core/types", "core/code/scan"],
  "core/privacy": [],
  "core/context": ["core/types"],
  "core/index": ["core/types"],
  "core/retrieval": ["core/types", "core/index"],
  "core/prompt": ["core/types", "core/code/scan"],
  "core/local": ["core/types", "core/util"],
  "core/model": ["core/types", "core/util", "core/answerText"],
  "core/stream": [],
  "core/postprocess": ["core/types", "core/code/scan", "core/answerText"],
  "core/telemetry": ["core/types", "core/code/scan", "core/trigger", "core/postprocess"],
  "core/completion": [
    "core/types", "core/code/scan", "core/trigger", "core/prompt", "core/stream", "core/postprocess", "core/telemetry",
  ], // biome-ignore format: a table
  "core/ask": ["core/types", "core/answerText"],
  "core/replay": ["core/types", "core/index", "core/retrieval", "core/prompt"],
  transformers: ["core/types", "core/util", "core/model"],
  webview: [],
  editor: [
    "core/types", "core/util", "core/trigger", "core/privacy", "core/context", "core/prompt", "core/local", "core/model",
    "core/postprocess", "core/telemetry", "core/completion", "core/ask", "core/replay", "transformers", "webview/protocol",
  ], // biome-ignore format: a table
  extension: [
    "core/types", "core/util", "core/privacy", "core/context", "core/retrieval", "core/local", "core/model",
    "core/telemetry", "core/completion", "editor",
  ], // biome-ignore format: a table
  cli: [
    "core/types", "core/util", "core/code/scan", "core/trigger", "core/privacy", "core/retrieval", "core/prompt", "core/local",
    "core/model", "core/completion", "core/replay",
  ], // biome-ignore format: a table
};

const files = globSync("src/**/*.ts").map((file) => file.replaceAll("\\", "/"));

function roomOf(file: string): string {
  const [, first = "", second = ""] = file.split("/");
  return first === "core" ? `core/${second}` : first.replace(/\.ts$/, "");
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
    const paths = importsOf(file).filter((name) => name.startsWith("."));
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
    (arrows[room] ?? []).filter((target) => !rooms.slice(0, at).includes(target.replace(/^(webview)\/.*/, "$1"))),
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

test("only the editor room and what builds it import vscode", () => {
  const importing = files.filter((file) => importsOf(file).includes("vscode"));
  expect(importing.filter((file) => !/^src\/(editor\/|extension(\/|\.ts$))/.test(file))).toEqual([]);
});
