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
  "core/types": [],
  git: [],
  "core/code/scan": ["core/code", "core/types"],
  "core/engine/learn": ["core/code", "core/types"],
  "core/privacy": ["core/code"],
  "core/retrieval/index": ["core/code", "core/types"],
  "core/server/health": ["core/types"],
  "core/util": ["core/types"],
  "core/ask": ["core/answerText", "core/code", "core/types", "core/privacy", "core/util"],
  "core/context": ["core/code", "core/types", "core/util"],
  "core/engine/collect": ["core/code", "core/types", "core/engine/learn"],
  "core/prompt": ["core/code", "core/types", "core/util"],
  "core/retrieval/rate": ["core/code", "core/types", "core/retrieval/index"],
  "core/rules": ["core/answerText", "core/code", "core/types", "core/code/scan", "core/privacy"],
  "core/server/guards": ["core/types", "core/util"],
  "core/server/http": ["core/types", "core/util"],
  "core/trigger": ["core/code", "core/types", "core/code/scan", "core/util"],
  "vscode/host": ["app", "core/types", "core/util"],
  webview: ["core/types", "core/util"],
  "app/files": ["app", "core/code", "core/types", "core/privacy", "core/util", "core/context"],
  "core/ask/shared": ["core/code", "core/types", "core/privacy", "core/util", "core/ask"],
  "core/engine/score": ["core/engine/learn", "core/engine/collect"],
  "core/retrieval/choose": ["core/code", "core/types", "core/retrieval/index", "core/retrieval/rate"],
  "core/server/protocols": ["core/types", "core/util", "core/server/http"],
  "core/variants": ["core/types", "core/util", "core/prompt"],
  sqlite: ["core/util", "core/ask"],
  transformers: ["core/types", "core/util", "core/server/http"],
  "app/ask": ["app", "core/code", "core/types", "core/privacy", "core/util", "core/ask", "app/files"],
  "app/definitions": ["app", "core/types", "core/context", "core/prompt", "app/files"],
  "core/engine/answer": ["core/code", "core/types", "core/engine/learn", "core/engine/collect", "core/engine/score"],
  "core/nextEdit": ["core/engine/score"],
  "core/nextEdit/model": ["core/answerText", "core/types", "core/privacy", "core/prompt", "core/nextEdit"],
  "core/retrieval": ["core/code", "core/types", "core/retrieval/index", "core/retrieval/rate", "core/retrieval/choose"],
  "core/server/client": [
    "core/answerText",
    "core/types",
    "core/util",
    "core/server/guards",
    "core/server/http",
    "core/server/protocols",
  ],
  "core/statistics": [
    "core/code",
    "core/types",
    "core/util",
    "core/prompt",
    "core/rules",
    "core/trigger",
    "core/server/protocols",
  ],
  postgres: ["core/util", "core/ask", "core/ask/shared"],
  "app/ask/shared": ["app", "core/types", "core/util", "core/ask", "core/ask/shared", "app/ask"],
  "app/nextEdit": ["app", "core/privacy", "core/util", "core/nextEdit", "core/nextEdit/model", "core/statistics"],
  "app/otherAssistants": ["app", "core/types", "core/server/http", "core/statistics"],
  "app/teams": ["app", "core/util", "core/statistics"],
  "core/completion": [
    "core/types",
    "core/code/scan",
    "core/privacy",
    "core/prompt",
    "core/rules",
    "core/trigger",
    "core/statistics",
  ],
  "core/engine": [
    "core/code",
    "core/types",
    "core/engine/learn",
    "core/util",
    "core/engine/collect",
    "core/engine/score",
    "core/engine/answer",
  ],
  "core/server/setup": [
    "core/types",
    "core/util",
    "core/server/guards",
    "core/server/http",
    "core/server/protocols",
    "core/server/client",
  ],
  "app/journal": [
    "app",
    "core/types",
    "core/util",
    "core/prompt",
    "core/server/protocols",
    "core/variants",
    "core/statistics",
    "core/completion",
  ],
  "app/servers": [
    "app",
    "core/types",
    "core/server/health",
    "core/util",
    "core/ask",
    "core/prompt",
    "core/nextEdit/model",
    "core/server/guards",
    "core/server/http",
    "core/server/protocols",
    "core/server/client",
    "core/completion",
    "core/server/setup",
  ],
  "app/settings": [
    "app",
    "core/types",
    "core/util",
    "core/ask",
    "core/context",
    "core/server/protocols",
    "core/statistics",
    "app/teams",
    "core/server/setup",
  ],
  node: ["app", "git", "core/util", "core/ask", "app/files", "core/ask/shared", "sqlite", "app/ask", "app/ask/shared"],
  telemetry: ["core/util", "app/teams"],
  "app/learning": [
    "app",
    "core/code",
    "core/types",
    "core/util",
    "core/context",
    "app/files",
    "core/retrieval",
    "core/engine",
    "app/settings",
  ],
  "app/variants": [
    "app",
    "core/prompt",
    "core/engine/score",
    "core/variants",
    "core/statistics",
    "core/completion",
    "app/journal",
    "app/settings",
  ],
  mcp: ["core/privacy", "core/util", "core/ask", "app/ask", "node"],
  "app/completion": [
    "app",
    "core/types",
    "core/context",
    "core/trigger",
    "core/engine/score",
    "app/definitions",
    "core/statistics",
    "core/completion",
    "app/journal",
    "app/settings",
    "app/learning",
    "app/variants",
  ],
  "lab/replay": [
    "core/code",
    "core/types",
    "git",
    "core/privacy",
    "core/retrieval/index",
    "core/util",
    "core/prompt",
    "core/retrieval/rate",
    "core/rules",
    "core/retrieval/choose",
    "core/variants",
    "core/nextEdit",
    "core/retrieval",
    "core/completion",
    "app/variants",
  ],
  "vscode/files": [
    "app",
    "core/code",
    "core/types",
    "core/util",
    "vscode/host",
    "app/files",
    "app/settings",
    "app/learning",
  ],
  "app/status": [
    "core/types",
    "core/server/health",
    "core/trigger",
    "core/server/protocols",
    "core/statistics",
    "app/servers",
    "app/completion",
  ],
  cli: [
    "app",
    "core/code",
    "core/types",
    "git",
    "core/privacy",
    "core/util",
    "core/prompt",
    "core/server/http",
    "app/files",
    "core/ask/shared",
    "core/engine/score",
    "core/server/protocols",
    "core/variants",
    "core/ask",
    "core/retrieval",
    "core/server/client",
    "postgres",
    "app/ask/shared",
    "core/completion",
    "core/engine",
    "node",
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
    "core/nextEdit",
    "core/engine",
    "lab/replay",
  ],
  lsp: [
    "app",
    "core/code",
    "core/types",
    "core/privacy",
    "core/util",
    "core/ask",
    "core/prompt",
    "core/trigger",
    "app/files",
    "core/engine/score",
    "core/server/protocols",
    "app/ask",
    "app/definitions",
    "core/retrieval",
    "core/statistics",
    "core/completion",
    "core/engine",
    "core/server/setup",
    "app/journal",
    "app/servers",
    "app/settings",
    "node",
    "app/learning",
    "app/variants",
    "app/completion",
    "app/ask/shared",
    "postgres",
  ],
  lab: [
    "core/retrieval/rate",
    "core/engine/score",
    "core/nextEdit",
    "core/retrieval",
    "core/engine",
    "lab/replay",
    "lab/fit",
  ],
  "vscode/settings": ["app", "vscode/host", "app/settings", "app/status"],
  "vscode/ask": [
    "webview/ask/protocol",
    "app",
    "core/types",
    "core/privacy",
    "core/util",
    "core/ask",
    "core/prompt",
    "vscode/host",
    "app/files",
    "core/ask/shared",
    "app/ask",
    "app/ask/shared",
    "app/servers",
    "app/settings",
    "vscode/files",
    "vscode/settings",
  ],
  "vscode/ghostText": [
    "app",
    "core/types",
    "core/context",
    "core/trigger",
    "vscode/host",
    "app/files",
    "app/definitions",
    "core/statistics",
    "core/completion",
    "app/journal",
    "app/learning",
    "app/variants",
    "app/completion",
    "vscode/files",
    "vscode/settings",
  ],
  "vscode/servers": [
    "app",
    "core/types",
    "core/server/health",
    "core/prompt",
    "core/server/http",
    "vscode/host",
    "core/server/protocols",
    "core/server/client",
    "core/server/setup",
    "app/servers",
    "app/settings",
    "vscode/settings",
  ],
  "vscode/teams": ["vscode/host", "core/statistics", "app/teams", "app/settings", "vscode/settings"],
  "vscode/variants": [
    "vscode/host",
    "app/files",
    "core/variants",
    "core/statistics",
    "app/journal",
    "app/variants",
    "vscode/settings",
  ],
  "lab/bench": [
    "test",
    "core/code",
    "core/types",
    "git",
    "core/code/scan",
    "core/privacy",
    "core/util",
    "core/ask",
    "core/engine/learn",
    "core/retrieval/index",
    "core/prompt",
    "core/rules",
    "core/server/guards",
    "core/server/http",
    "core/trigger",
    "app/files",
    "core/ask/shared",
    "core/engine/score",
    "core/server/protocols",
    "sqlite",
    "transformers",
    "app/ask",
    "core/retrieval",
    "core/server/client",
    "core/statistics",
    "postgres",
    "app/ask/shared",
    "core/completion",
    "core/engine",
    "app/journal",
    "node",
    "lab/replay",
    "lab/fit",
    "vscode/ask",
  ],
  "vscode/journal": [
    "webview/ask/protocol",
    "webview/protocol",
    "app",
    "core/types",
    "core/util",
    "core/rules",
    "core/trigger",
    "vscode/host",
    "webview",
    "app/files",
    "core/server/protocols",
    "core/variants",
    "core/statistics",
    "app/nextEdit",
    "app/journal",
    "app/servers",
    "app/settings",
    "app/variants",
    "app/status",
    "vscode/settings",
    "vscode/ask",
  ],
  "vscode/nextEdit": [
    "app",
    "core/code",
    "core/types",
    "core/privacy",
    "vscode/host",
    "app/files",
    "core/nextEdit",
    "core/statistics",
    "app/nextEdit",
    "app/servers",
    "app/settings",
    "app/completion",
    "vscode/files",
    "vscode/settings",
    "vscode/ghostText",
  ],
  "vscode/otherAssistants": [
    "app",
    "core/types",
    "core/util",
    "vscode/host",
    "core/server/protocols",
    "app/otherAssistants",
    "core/server/setup",
    "app/journal",
    "app/servers",
    "vscode/files",
    "vscode/servers",
  ],
  "vscode/runtime": ["app", "core/server/http", "app/files", "app/ask", "vscode/ask", "vscode/servers", "vscode/teams"],
  "vscode/status": [
    "app",
    "core/privacy",
    "vscode/host",
    "app/files",
    "core/statistics",
    "core/server/setup",
    "app/servers",
    "app/completion",
    "vscode/files",
    "app/status",
    "vscode/settings",
    "vscode/ghostText",
    "vscode/journal",
  ],
  "vscode/commands": [
    "app",
    "vscode/host",
    "app/nextEdit",
    "app/learning",
    "app/completion",
    "vscode/files",
    "app/status",
    "vscode/settings",
    "vscode/ask",
    "vscode/ghostText",
    "vscode/servers",
    "vscode/teams",
    "vscode/variants",
    "vscode/journal",
    "vscode/otherAssistants",
    "vscode/runtime",
    "vscode/status",
  ],
  vscode: [
    "app",
    "core/privacy",
    "vscode/host",
    "core/engine/score",
    "core/nextEdit",
    "core/retrieval",
    "core/statistics",
    "app/nextEdit",
    "core/completion",
    "core/engine",
    "app/journal",
    "app/learning",
    "vscode/files",
    "vscode/settings",
    "vscode/ghostText",
    "vscode/servers",
    "vscode/teams",
    "vscode/journal",
    "vscode/nextEdit",
    "vscode/otherAssistants",
    "vscode/runtime",
    "vscode/status",
    "vscode/commands",
  ],
  "vscode/onNode": [
    "core/types",
    "git",
    "core/util",
    "core/ask",
    "vscode/host",
    "app/files",
    "core/engine/score",
    "transformers",
    "app/ask",
    "postgres",
    "app/servers",
    "node",
    "telemetry",
    "lab/replay",
    "vscode/files",
    "vscode/ask",
    "vscode/servers",
    "vscode/runtime",
    "vscode",
  ],
  "vscode/onWeb": [
    "app",
    "core/ask",
    "core/server/http",
    "app/files",
    "core/server/protocols",
    "app/ask",
    "app/servers",
    "vscode/runtime",
    "vscode",
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

test("core and product know neither the editor nor Node", () => {
  const wrong = files
    .filter((file) => /^src\/(?:core|app)\//.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name === "vscode" || name.startsWith("node:"))
        .map((name) => `${file} → ${name}`),
    );
  expect(wrong).toEqual([]);
});

/** The files that may read, each with what it reads. Everything else gets a file's text from app/files/readText.ts. */
const readers: Readonly<Record<string, string>> = {
  "src/app/files/readText.ts": "the user's files",
  "src/app/files/exclusions.ts": "ignore files and git's settings",
  "src/app/journal/eventFiles.ts": "Hunch's own events",
  "src/vscode/files/languageConfigurations.ts": "language configurations of extensions",
  "src/vscode/files/vsCodeFiles.ts": "the port to VS Code's file systems",
  "src/vscode/ask/openPlace.ts": "a file that the user opens",
  "src/vscode/onWeb/webFolder.ts": "Hunch's own files in a browser",
  "src/node/nodeFiles.ts": "the port to the files of this machine",
  "src/node/nodeLineFiles.ts": "Hunch's own events",
  "src/node/nodeWorkspace.ts": "lists a folder, and reads none",
  "src/node/nodeStoredFiles.ts": "the history of Ask",
  "src/app/servers/sharedLedger.ts": "Hunch's own daily counts",
  "src/lsp/files/fileStore.ts": "Hunch's own values",
  "src/lsp/files/keyFile.ts": "the user's file of keys",
  "src/lsp/files/lspFiles.ts": "watches files, and reads none",
  "src/app/ask/conversations.ts": "the history of Ask",
  "src/vscode/ask/themeColors.ts": "color themes of extensions",
  "src/vscode/commands/openSample.ts": "opens an unsaved sample, and reads none",
};

test("files are read in one place", () => {
  const reading = /\bfs\.readFile\b|\bopenTextDocument\b|\breadFile(?:Sync)?\(|\bfiles\.read\(|from "node:fs/;
  const found = files.filter(
    (file) => /^src\/(?:app|node|lsp|vscode)\//.test(file) && reading.test(readFileSync(file, "utf8")),
  );
  expect(found.toSorted()).toEqual(Object.keys(readers).toSorted());
});

test("only the adapter of VS Code imports vscode", () => {
  const importing = files.filter((file) => importsOf(file).includes("vscode"));
  expect(importing.filter((file) => !/^src\/(vscode|lab\/bench\/host)\//.test(file))).toEqual([]);
});
