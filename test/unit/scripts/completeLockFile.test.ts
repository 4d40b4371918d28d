import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingPlatformPackages } from "../../../scripts/completeLockFile.ts";

test("the lock file names the packages of every platform: if not, run `npm run lock`", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(missingPlatformPackages(packages)).toEqual({});
});

test("a platform's package that npm left out is found with its system, processor and C library", () => {
  const packages = {
    "": {},
    "node_modules/tool": {
      version: "1.2.0",
      dev: true,
      optionalDependencies: {
        "@tool/linux-x64-musl": "1.2.0",
        "@tool/win32-arm64-msvc": "1.2.0",
        "@tool/linux-x64": "1.2.0",
      },
    },
    "node_modules/@tool/linux-x64": { version: "1.2.0", optional: true },
  };
  const common = { version: "1.2.0", dev: true, optional: true };
  expect(missingPlatformPackages(packages)).toEqual({
    "node_modules/@tool/linux-x64-musl": { ...common, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
    "node_modules/@tool/win32-arm64-msvc": { ...common, os: ["win32"], cpu: ["arm64"] },
  });
});
