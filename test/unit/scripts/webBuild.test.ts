import { build } from "esbuild";
import { expect, test } from "vitest";
import { webBuild } from "../../../scripts/webBuild.ts";

const bundle = (contents: string) =>
  build({ ...webBuild("unused.js"), write: false, logLevel: "silent", stdin: { contents, resolveDir: "." } });

test.each(["node:fs", "fs/promises", "node:sqlite", "worker_threads"])("refuses to bundle %s", async (name) => {
  await expect(bundle(`import * as it from "${name}"; console.log(it);`)).rejects.toThrow(
    `"${name}" does not exist in a browser`,
  );
});

test("bundles the extension for a browser, in one file that needs nothing but vscode", async () => {
  const { outputFiles } = await bundle('export * from "./src/vscode/onWeb/extension.ts";');
  const [file, ...others] = outputFiles ?? [];
  expect(others).toEqual([]);
  const required = [...(file?.text ?? "").matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
  expect(new Set(required)).toEqual(new Set(["vscode"]));
});
