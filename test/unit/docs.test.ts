import { existsSync, globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const folder = "docs/decisions";
const decisions = readdirSync(folder).filter((name) => name !== "README.md");
const generated = ["node_modules", ".cache", ".git", "dist"];
const pages = globSync("**/*.md", { exclude: (path) => generated.includes(path.split(/[/\\]/)[0] ?? "") });

/** Targets of the Markdown links and images in a text, code left out. */
function linksIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "`");
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target);
}

/** The anchors of a page's headings, as GitHub generates them. */
function anchorsOf(page: string): readonly string[] {
  const headings = readFileSync(page, "utf8").matchAll(/^#{1,6} (.+)$/gm);
  const anchor = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "");
  return Array.from(headings, ([, title = ""]) => anchor(title).replace(/\s/g, "-"));
}

/** Whether a relative link on a page leads to a file or folder that exists and, with an anchor, to a heading in it. */
function resolves(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(target)) return false;
  return anchor === undefined || (statSync(target).isFile() && anchorsOf(target).includes(anchor));
}

const form =
  /^# (?<number>\d+)\. (?<title>[^\n]+)\n\nDate: \d{4}-\d\d-\d\d\nStatus: (?<status>accepted|superseded by \d+)\n\n## Context\n\n.+\n## Decision\n\n.+\n## Consequences\n\n.+\n$/s;

/** What is wrong with one decision. @param index the text of the index */
function decisionFaults(name: string, text: string, index: string): readonly string[] {
  const { number = "", title, status } = form.exec(text)?.groups ?? {};
  const isNamed = new RegExp(`^${number.padStart(4, "0")}-[a-z0-9-]+\\.md$`).test(name);
  const start = `| ${number} | [${title}](${name}) | `;
  const rows = index.split("\n").filter((row) => row.startsWith(start) && row.endsWith(` | ${status} |`));
  return [
    ...(title && text.match(/^## /gm)?.length === 3 ? [] : [`${name} does not have the form`]),
    ...(text.trimEnd().split("\n").length <= 40 ? [] : [`${name} has more than 40 lines`]),
    ...(isNamed ? [] : [`${name} is not named after its number ${number}`]),
    ...(rows.length === 1 ? [] : [`${name} has no row in the index`]),
  ];
}

test("relative links in Markdown files lead to files and headings that exist", () => {
  const links = pages.flatMap((page) => linksIn(readFileSync(page, "utf8")).map((link) => ({ page, link })));
  const relative = links.filter(({ link }) => !/^[a-z]+:/.test(link));
  expect(relative.length).toBeGreaterThan(100);
  expect(relative.filter(({ page, link }) => !resolves(page, link))).toEqual([]);
});

test("a link to a missing file or heading is found", () => {
  expect(linksIn("[a](b.md), `[c](d.md)`\n```\n[e](f.md)\n```\n![g](h.png)")).toEqual(["b.md", "h.png"]);
  expect(resolves("README.md", "docs/nothing.md")).toBe(false);
  expect(resolves("docs/engine.md", "replay.md#nothing")).toBe(false);
  expect(resolves("docs/engine.md", "replay.md#the-json-object")).toBe(true);
});

test("commands and settings that a page names are in package.json", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const titles: readonly string[] = manifest.contributes.commands.map(({ title }: { title: string }) => title);
  const settings = manifest.contributes.configuration.flatMap((section: { properties: object }) =>
    Object.keys(section.properties),
  );
  const texts = pages.map((page) => readFileSync(page, "utf8").replace(/\s+/g, " ")).join("\n");
  const named = Array.from(texts.matchAll(/(\*\*|`)Hunch: ([^*`]+)\1/g), ([, , title = ""]) => title);
  const set = Array.from(
    texts.matchAll(/[`"](hunch\.(?:completion|context|model|ask)\.\w+)/g),
    ([, name = ""]) => name,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(set.length).toBeGreaterThan(10);
  expect(named.filter((title) => !titles.includes(title))).toEqual([]);
  expect(set.filter((name) => !settings.includes(name))).toEqual([]);
});

test("ARCHITECTURE names every room of the core and every folder of src", () => {
  const folders = [...readdirSync("src", { withFileTypes: true }), ...readdirSync("src/core", { withFileTypes: true })]
    .filter((entry) => entry.isDirectory() && entry.name !== "core")
    .map(({ parentPath, name }) => `${parentPath.replaceAll("\\", "/")}/${name}`.replace(/^src\//, ""));
  const named = Array.from(readFileSync("ARCHITECTURE.md", "utf8").matchAll(/`([\w/]+)`/g), ([, name = ""]) => name);
  expect(folders.length).toBeGreaterThan(15);
  expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
});

test("every decision has the form, at most 40 lines, and its row in the index", () => {
  const index = readFileSync(join(folder, "README.md"), "utf8");
  const faults = decisions.flatMap((name) => decisionFaults(name, readFileSync(join(folder, name), "utf8"), index));
  expect(faults).toEqual([]);
});

test("a decision without the form, too long, misnamed or missing in the index is found", () => {
  const good =
    "# 7. A\n\nDate: 2026-01-01\nStatus: accepted\n\n## Context\n\na\n\n## Decision\n\nb\n\n## Consequences\n\nc\n";
  const row = "| 7 | [A](0007-a.md) | b | accepted |";
  expect(decisionFaults("0007-a.md", good, row)).toEqual([]);
  expect(decisionFaults("0007-a.md", good.replace("accepted", "maybe"), row)).not.toEqual([]);
  expect(decisionFaults("0007-a.md", `${good}${"d\n".repeat(40)}`, row)).toEqual(["0007-a.md has more than 40 lines"]);
  expect(decisionFaults("0007-a.md", good, "")).toEqual(["0007-a.md has no row in the index"]);
  expect(decisionFaults("0008-a.md", good, row)).toContain("0008-a.md is not named after its number 7");
});

test("decisions are numbered consecutively from 1", () => {
  const numbers = decisions.map((name) => Number(name.slice(0, 4))).sort((a, b) => a - b);
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers).toEqual(decisions.map((_, index) => index + 1));
});

test("decision 5 lists exactly the runtime dependencies, each with its reason", () => {
  const manifest: { readonly dependencies: object } = JSON.parse(readFileSync("package.json", "utf8"));
  const table = readFileSync(join(folder, "0005-runtime-dependencies.md"), "utf8");
  const rows = Array.from(table.matchAll(/^\| `([^`]+)` \| .+ \| .+ \|$/gm), ([, name]) => name);
  expect(rows.sort()).toEqual(Object.keys(manifest.dependencies).sort());
});
