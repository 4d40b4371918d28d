import { expect, test } from "vitest";
import { createTokenizer } from "../../../../src/core/ask/index/chunkTerms.ts";
import { describeSharedFile, withoutSecrets } from "../../../../src/core/ask/shared/describeSharedFile.ts";
import { sharedFormat } from "../../../../src/core/ask/shared/sharedStore.ts";
import { redact } from "../../../../src/core/privacy/redactSecrets.ts";
import { textHash } from "../../../../src/core/util/textHash.ts";

const tools = { tokenize: createTokenizer(), redact, vectors: { ofText: () => new Float32Array(0) } };

const sample = `import { open } from "./database.ts";

/** Reads all boats of the harbor, at most \`limit\` of them. */
export function loadBoats(limit: number): readonly Boat[] {
  // Newest first.
  return open("harbor").select("boats", { limit });
}

export class HarborMaster {
  #boatsByName = new Map<string, Boat>();

  refreshNames() {
    for (const boat of loadBoats(100)) this.#boatsByName.set(boat.name, boat);
  }
}
`;

/** If this fails because files are cut or read differently now, raise \`sharedFormat\` and put the new hash here. */
test("the terms of a file are those of this format", () => {
  const { chunks } = describeSharedFile({ path: "src/harbor/loadBoats.ts", text: sample }, tools);
  const terms = chunks.map(({ startLine, endLine, length, counts }) => [startLine, endLine, length, [...counts]]);
  expect([sharedFormat, textHash(JSON.stringify(terms))]).toEqual([2, "1iug3n6rrh0"]);
});

test.each(["\r\n", "\r"])("line ends %j change nothing", (lineEnd) => {
  const path = "src/harbor/loadBoats.ts";
  const other = describeSharedFile({ path, text: sample.replaceAll("\n", lineEnd) }, tools);
  expect(other).toEqual(describeSharedFile({ path, text: sample }, tools));
});

test("a word that no index of a database can hold is left out", () => {
  const text = `export const boats = "${"å".repeat(1_500)}";\nexport const ${"x".repeat(200)} = 1;\n`;
  const { chunks } = describeSharedFile({ path: "src/long.ts", text }, tools);
  const terms = chunks.flatMap(({ counts }) => [...counts.keys()]);
  expect(terms.filter((term) => term.length > 100)).toEqual(["x".repeat(200)]);
  expect(terms).toContain("boat");
});

const key = [
  "-----BEGIN RSA PRIVATE KEY-----",
  ...Array.from({ length: 6 }, (_, at) => `MIIEpAIBAAKCAQEA${at}zebraQuokkaNarwhal${at}Axolotl`),
  "-----END RSA PRIVATE KEY-----",
];

test("a secret of several lines leaves the lines around it where they were", () => {
  const lines = ["const before = 1;", "const key = `", ...key, "`;", "const after = 2;", ""];
  const safe = withoutSecrets(lines.join("\n"), redact);
  expect(safe.length).toBe(lines.length);
  expect(safe[0]).toBe("const before = 1;");
  expect(safe.at(-2)).toBe("const after = 2;");
  expect(safe.join("\n")).not.toMatch(/zebra|Axolotl/);
});

test("two secrets of several lines hide what is between them, and nothing of them is left", () => {
  const lines = ["first", ...key, "between", ...key, "last"];
  const safe = withoutSecrets(lines.join("\n"), redact);
  expect(safe.length).toBe(lines.length);
  expect([safe[0], safe.at(-1)]).toEqual(["first", "last"]);
  expect(safe.join("\n")).not.toMatch(/zebra|Axolotl/);
});
