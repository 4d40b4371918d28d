import { globSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { runNode } from "./command.ts";
import { localizeManifest, type Translations } from "./localizeManifest.ts";
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
  await localize(folder);
  return folder;
}

/** Replaces the manifest's texts by placeholders, and adds the translations of l10n. */
async function localize(folder: string): Promise<void> {
  const languages: Record<string, Translations> = {};
  for (const file of globSync(inProject("l10n/manifest.*.json"))) {
    const [, language = ""] = /^manifest\.(.+)\.json$/.exec(basename(file)) ?? [];
    languages[language] = JSON.parse(await readFile(file, "utf8"));
  }
  const english = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { manifest, files } = localizeManifest(english, languages);
  for (const [name, content] of Object.entries({ "package.json": manifest, ...files }))
    await writeFile(join(folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
}
