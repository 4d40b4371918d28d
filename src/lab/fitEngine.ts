import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Engine, shippedTables } from "../core/engine/engine.ts";
import type { StopCalibration } from "../core/engine/score/calibration.ts";
import type { ForestTable } from "../core/engine/score/forest.ts";
import type { NextLineWeights } from "../core/engine/score/nextLine.ts";
import { ablate } from "./fit/ablate.ts";
import { buildStopTable } from "./fit/buildStopTable.ts";
import { buildTable } from "./fit/buildTable.ts";
import { calibrateLines } from "./fit/calibrateLines.ts";
import { calibrateStops } from "./fit/calibrateStops.ts";
import { chooseOffers } from "./fit/chooseOffers.ts";
import { crossValidate, fitStopFolds } from "./fit/crossValidate.ts";
import { fitForests } from "./fit/fitForests.ts";
import { fitNextLine } from "./fit/fitNextLine.ts";
import { shiftForest } from "./fit/forestTable.ts";
import { furtherRuns } from "./fit/furtherRuns.ts";
import type { GrowOptions, Table } from "./fit/growTrees.ts";
import { loadRuns } from "./fit/loadRuns.ts";
import { reportOnline } from "./fit/online/reportOnline.ts";
import { stateRecorded } from "./fit/online/statedStop.ts";
import { createRandom } from "./fit/random.ts";
import { rateStops } from "./fit/rateStops.ts";
import { recordNextLines } from "./fit/recordNextLines.ts";
import { recordRepos } from "./fit/recordStops.ts";
import { reliabilityPlot } from "./fit/reliabilityPlot.ts";
import { replayBlocks } from "./fit/replayBlocks.ts";
import { replayHeldOut } from "./fit/replayHeldOut.ts";
import { lineOffers, printLines, printStops } from "./fit/reportFit.ts";
import { reportSmallWorkspaces } from "./fit/smallWorkspace.ts";
import { snapshotRuns } from "./fit/snapshotRuns.ts";

const usage = `Usage: npm run fit:engine -- --data DIR [options]

Fits the embedded engine's confidence on replay cases, and reports figures with the tested
repository left out. Needs some minutes.
  --data DIR      a folder with cases.jsonl and blobs.jsonl.br (docs/replay.md)
  --more DIR      a folder of source trees, one project per subfolder, to learn from in addition to the cases (docs/engine.md)
  --seed N        seed of every random choice (default 1)
  --lines-only    report whole lines only; write nothing
  --ablate        print what each kind of evidence is worth; smaller fit, writes nothing
  --online        print what confidence gains by learning from the outcomes in one repository; writes nothing
  --dry           report only; write nothing`;

const plotFile = "docs/engine-reliability.svg";
/** Confidence from which offers with stops are plotted. */
const plottedFrom = 0.2;
const generated = "src/core/engine/score/generated";

/** Chosen by cross-validation. docs/measurements/engine-ablation.md lists what else was tried. */
const lineGrowth: GrowOptions = {
  trees: 240, rate: 0.07, leaves: 14, minCurvature: 8, ridge: 5, rowShare: 0.7, featureShare: 0.4,
}; // biome-ignore format: a row
const stopGrowth: GrowOptions = {
  trees: 120, rate: 0.08, leaves: 10, minCurvature: 20, ridge: 10, rowShare: 0.25, featureShare: 0.5,
}; // biome-ignore format: a row

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      more: { type: "string" },
      seed: { type: "string", default: "1" },
      "lines-only": { type: "boolean", default: false },
      ablate: { type: "boolean", default: false },
      online: { type: "boolean", default: false },
      dry: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.data === undefined) {
    console.log(usage);
    return;
  }
  const seed = Number(values.seed);
  const judgedRuns = loadRuns(values.data);
  const random = createRandom(seed);
  const snapshots = values.more === undefined ? [] : snapshotRuns(values.more, random);
  const runs = values.ablate ? judgedRuns : [...judgedRuns, ...furtherRuns(judgedRuns), ...snapshots];
  const table = buildTable(runs, new Engine(shippedTables), random, progress("cases", runs.length));
  console.log(`${table.samples.length} cursors, ${table.right.length} candidates, ${table.features.length} features`);
  if (values.ablate) return ablate(table, lineGrowth, seed, console.log);
  const { judged, folds } = await crossValidate(table, lineGrowth, seed, fold("lines"));
  const lines = calibrateLines(table, judged);
  const offers = lineOffers(table, lines.values);
  printLines(offers, console.log);
  if (values["lines-only"]) return;
  const stops = buildStopTable(table, lines.values);
  const stopFolds = await fitStopFolds(stops, table, stopGrowth, seed, fold("stops"));
  const forestsWithout = (repo: string) => ({
    line: shiftForest(folds.get(repo) ?? shippedTables.line, lines.shiftWithout(repo)),
    stop: stopFolds.get(repo) ?? shippedTables.stop,
  });
  const positions = rateStops(judgedRuns, forestsWithout, createRandom(seed));
  const typed = recordRepos(judgedRuns, forestsWithout);
  const calibrationWithout = calibrateStops(positions, typed);
  const nextLines = recordNextLines(judgedRuns, forestsWithout);
  const nextLineWithout = (without: string | undefined) =>
    fitNextLine(nextLines.filter(({ repo }) => repo !== without));
  const tablesWithout = (repo: string) => ({
    ...forestsWithout(repo),
    calibration: calibrationWithout(repo),
    nextLine: nextLineWithout(repo),
  });
  if (values.online) return reportOnline(stateRecorded(typed, calibrationWithout), console.log);
  const own = positions.filter(({ isOwn }) => isOwn).map((position) => ({ ...position, weight: 1 }));
  const ownAt = (threshold: number) => chooseOffers(own, calibrationWithout, threshold);
  const allAt = (threshold: number) => chooseOffers(positions, calibrationWithout, threshold);
  printStops("at the cases' own positions", ownAt, own.length, console.log);
  printStops(`at ${positions.length} positions of the same lines`, allAt, own.length, console.log);
  if (!values.dry) {
    const plot = reliabilityPlot("Embedded engine, repository left out", [
      { name: "whole lines", color: "#1f6feb", offers },
      { name: "with stops", color: "#d1742f", offers: allAt(plottedFrom) },
    ]);
    writeFileSync(plotFile, plot);
    const onAll = (groups: Table, options: GrowOptions) => {
      const order = { name: "all", groups: [...groups.weights.keys()], options, seed };
      return fitForests(groups, [order], () => undefined);
    };
    const [[line], [stop]] = await Promise.all([onAll(table, lineGrowth), onAll(stops, stopGrowth)]);
    if (line) writeTable("lineForest", shiftForest(line, lines.shiftWithout(undefined)), "ForestTable", "forest");
    if (stop) writeTable("stopForest", stop, "ForestTable", "forest");
    writeTable("stopCalibration", calibrationWithout(undefined), "StopCalibration", "calibration");
    writeTable("nextLineWeights", nextLineWithout(undefined), "NextLineWeights", "nextLine");
  }
  const cases = judgedRuns.map(({ replayCase }) => replayCase);
  replayBlocks(judgedRuns, (repo) => new Engine(tablesWithout(repo)), console.log);
  await replayHeldOut(cases, (repo) => new Engine(tablesWithout(repo)), console.log);
  await reportSmallWorkspaces(cases, tablesWithout, console.log);
}

/** Writes a table as a module, in one line so that a new fit changes one line. */
function writeTable(
  name: string,
  table: ForestTable | StopCalibration | NextLineWeights,
  type: string,
  room: string,
): void {
  const json = JSON.stringify(table);
  const head = `import type { ${type} } from "../${room}.ts";\n\n/** Written by \`npm run fit:engine\`; not to be edited. */\n`;
  const file = `${generated}/${name}.ts`;
  writeFileSync(file, `${head}export const ${name}: ${type} = ${json};\n`);
  console.log(`written: ${file}, ${json.length} bytes`);
}

function fold(name: string): (repo: string) => void {
  return (repo) => process.stderr.write(`${name} without ${repo}\n`);
}

function progress(name: string, total: number): (done: number) => void {
  return (done) => {
    if (done % 500 === 0 || done === total) process.stderr.write(`${name}: ${done} of ${total}\n`);
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
