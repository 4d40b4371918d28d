import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { chooseLines, sampleLines } from "../../../src/lab/bench/feel/typedLines.ts";
import { resizeCase } from "./resizeCase.ts";

const choice = { languages: ["typescript"], perLanguage: 20, seed: 1 };

test("a line is typed whole, from its indentation on", () => {
  expect(chooseLines([resizeCase], choice)).toMatchObject([
    {
      prefix: "export function double(box: Box) {\n  ",
      targetLine: "return resizeBox(box, 2);",
      targetBlock: "return resizeBox(box, 2);",
      suffix: resizeCase.suffix,
    },
  ]);
});

test("no line is chosen that is a comment, that was not drawn at random, or that a keyboard can't type", () => {
  const others = [
    { kind: "comment" },
    { sample: "cross" },
    { targetLine: 'say("naïve");' },
    { targetLine: "say(\tbox);" },
    { lang: "go" },
  ];
  expect(chooseLines(others.map((each) => ({ ...resizeCase, ...each })), choice)).toEqual([]); // biome-ignore format: one line
});

test("another seed chooses other lines, the same seed the same ones", () => {
  const cases = Array.from({ length: 60 }, (_, id) => ({ ...resizeCase, id: `${id}` }));
  const chosen = (seed: number) => chooseLines(cases, { ...choice, seed }).map(({ id }) => id);
  expect(chosen(1)).toHaveLength(20);
  expect(chosen(1)).toEqual(chosen(1));
  expect(chosen(2)).not.toEqual(chosen(1));
});

test("the languages take turns, and only the most recent files are open", () => {
  const [file] = resizeCase.recent;
  const recent = Array.from({ length: 20 }, (_, at) => ({ ...file!, path: `${at}.ts` }));
  const cases = ["go", "go", "rust", "rust"].map((lang, id) => ({ ...resizeCase, id: `${id}`, lang, recent }));
  const chosen = chooseLines(cases, { ...choice, languages: ["rust", "go"] });
  expect(chosen.map(({ lang }) => lang)).toEqual(["rust", "go", "rust", "go"]);
  expect(chosen[0]?.recent.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, (_, at) => `${at}.ts`));
});

test("the samples have lines enough in four languages, each missing from its file alone", () => {
  const lines = sampleLines(inProject("samples"));
  for (const language of ["typescript", "python", "go", "rust"]) {
    const own = chooseLines(lines, { languages: [language], perLanguage: 20, seed: 1 });
    expect(own).toHaveLength(20);
    for (const { prefix, targetLine, suffix, recent, path } of own) {
      expect(prefix + targetLine + suffix).toBe(readFileSync(inProject("samples", path), "utf8"));
      expect(recent.map((file) => file.path)).not.toContain(path);
      expect(recent.length).toBeGreaterThan(0);
    }
  }
});
