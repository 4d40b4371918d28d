import { readFile } from "node:fs/promises";
import { runNode } from "./command.ts";
import { inProject } from "./paths.ts";
import { step } from "./step.ts";

/** Packages dist/ and what belongs to it as one .vsix in the project's root, and returns its path. */
export async function packageExtension(): Promise<string> {
  const { name, version }: { name: string; version: string } = JSON.parse(
    await readFile(inProject("package.json"), "utf8"),
  );
  // The pictures of the README are inside, so its links can stay relative.
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const vsix = inProject(`${name}-${version}.vsix`);
  await step(`Packaging ${name}-${version}.vsix`, () =>
    runNode("node_modules/@vscode/vsce/vsce", ["package", ...flags, "--out", vsix]),
  );
  return vsix;
}
