import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  chatProtocol,
  isProtocol,
  protocolNames,
  protocolRow,
  serverProtocols,
} from "../../../src/core/server/protocols/protocols.ts";

const names = protocolNames.join("|");
/** A test for a protocol's name: `protocol === "…"`, `"ollama" !== x`, `case "ollama":`, `x.protocol == other`. */
const tests = new RegExp(
  `protocol\\s*[!=]==?|[!=]==?\\s*\\w*\\.?protocol\\b|[!=]==?\\s*["'](${names})["']|["'](${names})["']\\s*[!=]==?|case\\s+["'](${names})["']`,
);

/** Code lines that test for a protocol's name. `location.protocol` of a URL is another matter. */
function nameTests(text: string): readonly string[] {
  return text.split("\n").filter((line) => tests.test(line) && !/url|location|ownPort/i.test(line));
}

test("only the table knows protocols by their names", () => {
  const files = globSync("src/**/*.ts");
  const found = files.flatMap((file) => nameTests(readFileSync(file, "utf8")).map((line) => `${file}: ${line.trim()}`));
  expect(found).toEqual([]);
});

test.each([
  'if (config.protocol === "ollama") return;',
  'if ("llamacpp" !== name) return;',
  'case "mistral":',
  'return protocol == "none";',
])("such a test is found: %s", (line) => {
  expect(nameTests(line)).toEqual([line]);
});

test("a row names itself, and all of its routes begin with a slash", () => {
  for (const name of serverProtocols) {
    const { completion, chat, models, identify, address } = protocolRow(name);
    const paths = [completion.path, chat?.path, models?.path, identify?.path, ...address.dropPaths];
    for (const path of paths) expect(path ?? "/", name).toMatch(/^\//);
    expect(address.defaultPath, name).toMatch(/^(\/.*[^/])?$/);
  }
  const labels = protocolNames.map((name) => protocolRow(name).name);
  expect(new Set(labels).size).toBe(labels.length);
});

test("the protocol of chat servers completes without markers and can chat", () => {
  expect(protocolRow(chatProtocol)).toMatchObject({ runs: "onServer", markers: "none" });
  expect(protocolRow(chatProtocol).chat).toBeDefined();
});

test("other words are not protocols, whatever an object inherits", () => {
  expect(["none", "toString", "", "Ollama"].filter(isProtocol)).toEqual([]);
});
