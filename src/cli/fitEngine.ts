import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Engine } from "../core/local/engine.ts";
import { buildTable, type SampledTable } from "./fitting/buildTable.ts";
import { crossValidate, fitForest } from "./fitting/crossValidate.ts";
import { atThreshold, calibrationError, type Offer, rightAmongSurest } from "./fitting/curveFigures.ts";
import type { GrowOptions } from "./fitting/growTrees.ts";
import { loadRuns } from "./fitting/loadRuns.ts";
import { createRandom } from "./fitting/random.ts";

const usage = `Usage: npm run fit:engine -- --data DIR [options]

Fits what the embedded engine knows of its own reliability on replay cases, and reports figures with the tested
repository left out. Needs some minutes.
  --data DIR      a folder with cases.jsonl and blobs.jsonl.br (docs/replay.md)
  --seed N        seed of every random choice (default 1)
  --without NAME  leave out features whose name begins so; may be given several times
  --dry           report only; write nothing`;

const lineForestFile = "src/core/local/generated/lineForest.ts";

/** Chosen by cross-validation; docs/engine.md tells what else was tried. */
const growth: GrowOptions = {
  trees: 160,
  rate: 0.1,
  leaves: 14,
  minCurvature: 4,
  ridge: 5,
  rowShare: 0.7,
  featureShare: 0.4,
};

function main(): void {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      seed: { type: "string", default: "1" },
      without: { type: "string", multiple: true, default: [] },
      dry: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.data === undefined) {
    console.log(usage);
    return;
  }
  const seed = Number(values.seed);
  const runs = loadRuns(values.data);
  const built = buildTable(runs, new Engine(), createRandom(seed), progress("cases", runs.length));
  const table = withoutFeatures(built, values.without);
  console.log(`${table.samples.length} cursors, ${table.right.length} candidates, ${table.features.length} features`);
  report(table, seed);
  if (values.dry) return;
  const forest = fitForest(
    table,
    table.samples.map((_, group) => group),
    growth,
    seed,
  );
  writeFileSync(lineForestFile, moduleText("lineForest", JSON.stringify(forest)));
  console.log(`written: ${lineForestFile}`);
}

function report(table: SampledTable, seed: number): void {
  const judged = crossValidate(table, growth, seed, (repo) => process.stderr.write(`without ${repo}\n`));
  const offers = judged.flatMap(({ group, probabilities }) => {
    const sample = table.samples[group];
    if (!sample?.isYardstick) return [];
    const best = probabilities.indexOf(Math.max(...probabilities));
    const isRight = table.right[(table.starts[group] ?? 0) + best] === 1;
    return [{ confidence: probabilities[best] ?? 0, isRight, lang: sample.run.replayCase.lang }];
  });
  printCurve("natural lines, whole rest of the line, repository left out", offers);
  for (const lang of new Set(offers.map((offer) => offer.lang))) {
    printSurest(
      lang,
      offers.filter((offer) => offer.lang === lang),
    );
  }
}

function printCurve(title: string, offers: readonly Offer[]): void {
  console.log(`\n${title}: ${offers.length} cases, calibration error ${calibrationError(offers).toFixed(3)}`);
  printSurest("all", offers);
  for (const threshold of [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0]) {
    const { shown, right } = atThreshold(offers, offers.length, threshold);
    console.log(`confidence ≥ ${threshold.toFixed(1)}: shown ${percent(shown)}, right ${percent(right)}`);
  }
}

function printSurest(name: string, offers: readonly Offer[]): void {
  const figures = [0.1, 0.2, 0.3].map((share) => percent(rightAmongSurest(offers, offers.length, share)));
  console.log(`${name}: right among the surest 10 / 20 / 30 %: ${figures.join(" / ")}`);
}

function withoutFeatures(table: SampledTable, prefixes: readonly string[]): SampledTable {
  const kept = table.features
    .map((name, at) => ({ name, at }))
    .filter(({ name }) => !prefixes.some((prefix) => name.startsWith(prefix)));
  return {
    ...table,
    features: kept.map(({ name }) => name),
    columns: kept.flatMap(({ at }) => table.columns[at] ?? []),
  };
}

/** A table as a module; one long line, so that a new fit is one changed line. */
function moduleText(name: string, json: string): string {
  return `import type { ForestTable } from "../forest.ts";\n\n/** Written by \`npm run fit:engine\`; not to be edited. */\nexport const ${name}: ForestTable = ${json};\n`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function progress(name: string, total: number): (done: number) => void {
  return (done) => {
    if (done % 100 === 0 || done === total) process.stderr.write(`${name}: ${done} of ${total}\n`);
  };
}

main();
