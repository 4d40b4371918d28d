import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { confidenceOf } from "../core/engine/language/confidence.ts";
import { LanguageTable } from "../core/engine/language/languageTable.ts";
import { buildTable, type TableSize } from "./fit/language/buildTable.ts";
import { fitConfidence, type Judged, type JudgedStop, judgeTable } from "./fit/language/judgeTable.ts";
import { type Project, readProjects } from "./fit/language/readProjects.ts";
import { percent, textTable } from "./replay/textTable.ts";

const usage = `Usage: npm run fit:language -- --sources DIR [options]

Counts how the languages are written, and writes the tables of the embedded engine. Needs some minutes.
  --sources DIR   a folder of source trees, one project per subfolder (npm run fit:sources, docs/engine.md)
  --dry           report only; write nothing`;

const generated = "src/core/engine/language/generated";
/** Chosen by keystrokes saved in new files (docs/measurements/language-tables.md). */
const tableSize: TableSize = { words: 4_000, leastCount: 20, leastProbability: 0.15 };
/** Number of groups of projects that are left out together. */
const folds = 3;
/** Files of each language family. */
const sources: Readonly<Record<string, RegExp>> = {
  typescript: /\.tsx?$/,
  python: /\.py$/,
  go: /\.go$/,
  java: /\.java$/,
  rust: /\.rs$/,
};

function main(): void {
  const options = { sources: { type: "string" }, dry: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  if (values.help || values.sources === undefined) {
    console.log(usage);
    return;
  }
  const stops: JudgedStop[] = [];
  const characters: number[] = [];
  const packed: Record<string, string> = {};
  for (const [family, pattern] of Object.entries(sources)) {
    const projects = readProjects(values.sources, pattern);
    for (let fold = 0; fold < folds; fold++) {
      const isOut = (_: unknown, at: number) => at % folds === fold;
      const table = new LanguageTable(tableOf(projects.filter((each, at) => !isOut(each, at))));
      const judged = judgeTable(table, projects.filter(isOut), characters.length);
      for (const stop of judged.stops) stops.push(stop);
      for (const count of judged.characters) characters.push(count);
    }
    const bytes = tableOf(projects);
    const zipped = gzipSync(bytes, { level: 9 });
    packed[family] = zipped.toString("base64");
    const [size, memory] = [zipped.length, new LanguageTable(bytes).bytes].map((each) => Math.round(each / 1024));
    console.log(`${family}: ${projects.length} projects, ${size} KB, ${memory} KB in memory`);
  }
  console.log(`\nAt the tops of files, projects left out:\n${report({ stops, characters })}`);
  if (values.dry) return;
  const weights = fitConfidence(stops).map((weight) => Number(weight.toFixed(4)));
  const head = "/** Written by `npm run fit:language`; not to be edited. */\n";
  writeFileSync(
    join(generated, "languageWeights.ts"),
    `${head}export const languageWeights: readonly number[] = ${JSON.stringify(weights)};\n`,
  );
  writeFileSync(
    join(generated, "languageTables.ts"),
    `${head}export const languageTables: Readonly<Record<string, string>> = ${JSON.stringify(packed)};\n`,
  );
}

function tableOf(projects: readonly Project[]): Uint8Array {
  const texts = projects.map((project) => project.texts);
  return buildTable(texts, tableSize);
}

/** How often the texts are right, with weights that no text of the same project was used for. */
function report({ stops, characters }: Judged): string {
  const projects = [...new Set(stops.map(({ project }) => project))];
  const groupOf = ({ project }: JudgedStop) => projects.indexOf(project) % folds;
  const weights = Array.from({ length: folds }, (_, fold) =>
    fitConfidence(stops.filter((each) => groupOf(each) !== fold)),
  );
  const rated = stops.map((each) => ({ ...each, confidence: confidenceOf(each.stop, weights[groupOf(each)]) }));
  const all = characters.reduce((sum, count) => sum + count, 0);
  const rows = [0.5, 0.65, 0.8].map((least) => {
    const best = new Map<number, (typeof rated)[number]>();
    const worth = ({ stop, confidence }: (typeof rated)[number]) => confidence * stop.text.trim().length;
    for (const each of rated) {
      const before = best.get(each.position);
      if (each.confidence >= least && (!before || worth(before) < worth(each))) best.set(each.position, each);
    }
    const shown = [...best.values()];
    const right = shown.filter(({ isRight }) => isRight);
    const saved = right.reduce((sum, { stop }) => sum + stop.text.length, 0);
    return [least.toFixed(2), percent(shown.length / characters.length), percent(right.length / Math.max(1, shown.length)), percent(saved / all)]; // biome-ignore format: a row
  });
  return textTable(["confidence", "shown", "right", "characters saved"], rows);
}

main();
