import { globSync } from "node:fs";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runNode } from "./command.ts";
import { inCache, inProject } from "./paths.ts";
import { step } from "./step.ts";

/** Packages the extension as a .vsix in the project's root and returns its path. */
export async function packageExtension(): Promise<string> {
  const manifest: { name: string; version: string } = JSON.parse(await readFile(inProject("package.json"), "utf8"));
  const name = `${manifest.name}-${manifest.version}.vsix`;
  return step(`Packaging ${name}`, async () => {
    const folder = await stage();
    // The package contains the README's pictures, so its links stay relative.
    const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
    await runNode("node_modules/@vscode/vsce/vsce", ["package", ...flags, "--out", inProject(name)], { cwd: folder });
    return inProject(name);
  });
}

/**
 * Copies the files that .vscodeignore includes to a separate folder, because vsce reads every file of its folder and
 * the checkout contains a whole VS Code.
 */
async function stage(): Promise<string> {
  const folder = inCache("package");
  await rm(folder, { recursive: true, force: true });
  const ignoreFile = await readFile(inProject(".vscodeignore"), "utf8");
  const wanted = ignoreFile.split(/\r?\n/).flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const entries = globSync(wanted, { cwd: inProject(), withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of entries) {
    const file = join(parentPath, name);
    const copy = join(folder, file.slice(inProject().length + 1));
    await mkdir(dirname(copy), { recursive: true });
    await cp(file, copy);
  }
  return folder;
}
