import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Folders with copies of other projects, which would count twice. */
const copies = /(?:^|\/)(?:_?vendor(?:ed)?|third_party|node_modules)\//;

/** Source files of one project. */
export interface Project {
  readonly name: string;
  readonly texts: readonly string[];
}

/** More of one project would make the others count little. */
const maxCharacters = 1_500_000;
const maxFileCharacters = 200_000;
const minCharacters = 20_000;

/** Reads the projects of a folder, one per subfolder, that have enough files of a language; large ones in part. */
export function readProjects(folder: string, sources: RegExp): readonly Project[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => ({ name, texts: readTexts(join(folder, name), sources) }))
    .filter(({ texts }) => texts.reduce((sum, { length }) => sum + length, 0) >= minCharacters)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Files in an order that looks random and is the same at each run. */
function readTexts(root: string, sources: RegExp): readonly string[] {
  const paths = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && sources.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !copies.test(path))
    .map((path) => ({ path, order: createHash("sha256").update(path).digest("hex") }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const texts: string[] = [];
  let characters = 0;
  for (const { path } of paths) {
    const text = readFileSync(join(root, path), "utf8");
    if (text.length > maxFileCharacters || /[^\n]{1000}/.test(text)) continue;
    if (characters + text.length > maxCharacters) break;
    characters += text.length;
    texts.push(text);
  }
  return texts;
}
