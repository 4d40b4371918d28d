import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";

test("the package contains every file that the extension loads later", () => {
  const build = readFileSync(inProject("esbuild.mjs"), "utf8");
  const packaged = readFileSync(inProject(".vscodeignore"), "utf8").split("\n");
  const packages = /const later = \[(.*)\]/.exec(build)?.[1] ?? "";
  const later = [
    ...[...packages.matchAll(/"([^"]+)"/g)].map(([, name]) => `${name}.js`),
    ...[...build.matchAll(/inFile\(\s*[^,]+,\s*"([^"]+)"/g)].map(([, file]) => file),
  ];
  expect(later).toEqual(expect.arrayContaining(["openai.js", "postgres.js", "telemetry.js", "languageTables.js"]));
  expect(later.filter((file) => !packaged.includes(`!dist/${file}`))).toEqual([]);
});
