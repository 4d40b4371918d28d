import { percent, textTable } from "../textTable.ts";
import type { MomentFigures } from "./momentFigures.ts";
import type { Latency, NextEditReport, SimulationFigures } from "./replayNextEdits.ts";

const header = [
  "",
  "moments",
  "shown %",
  "exact %",
  "right %",
  "place %",
  "false %",
  "right of all %",
  "repeats served %",
];

/** The report as Markdown tables. */
export function nextEditTables(report: NextEditReport): string {
  const curve = report.curve.map((point) => figureRow(`confidence >= ${point.threshold}`, point));
  const groups = report.groups.map(({ name, figures }) => figureRow(name, figures));
  const due = Object.values(report.dueKinds).reduce((sum, count) => sum + count, 0);
  const kindRows = Object.entries(report.dueKinds).map(([kind, count]) => [kind, `${count}`, percent(count / due)]);
  const [first] = report.groups;
  return [
    `Next edits at ${report.moments} moments`,
    textTable(
      [...header, "nothing due, shown %"],
      curve.map((row, at) => [...row, percent(report.curve[at]?.silentFalse)]),
    ),
    `By group, confidence >= ${first?.figures.threshold ?? 0}`,
    textTable(header, groups),
    "Kinds of the edits that are due",
    textTable(["kind", "edits", "%"], kindRows),
    `Calibration: mean error ${report.calibrationError.toFixed(3)}`,
    textTable(
      ["confidence", "proposals", "right %"],
      report.reliability.map((bin) => [bin.confidence.toFixed(2), `${bin.proposals}`, percent(bin.right)]),
    ),
    "Simulation",
    textTable(
      [
        "",
        "offers",
        "right %",
        "pieces saved %",
        "characters saved %",
        "wrong per 100 edits",
        "commits with an offer / a wrong one %",
      ],
      report.simulation.map(simulationRow),
    ),
    "Latency, ms",
    textTable(
      ["", "median", "95 %", "most"],
      [
        latencyRow("moments, files not indexed yet", report.latency.moments),
        latencyRow("edits, 20 files of 2,000 lines", report.latency.edits),
      ],
    ),
  ].join("\n\n");
}

function figureRow(name: string, figures: MomentFigures): readonly string[] {
  const { shown, exact, right, place, rightOfAll, reachedServed } = figures;
  return [
    name,
    `${figures.moments}`,
    ...[shown, exact, right, place, figures.false, rightOfAll, reachedServed].map(percent),
  ];
}

function simulationRow(row: SimulationFigures): readonly string[] {
  return [
    `confidence >= ${row.threshold}, ${row.grain} by ${row.grain}`,
    `${row.offers}`,
    percent(row.right),
    percent(row.savedPieces),
    percent(row.savedCharacters),
    row.wrongPer100Edits.toFixed(1),
    `${percent(row.commitsWithOffer)} / ${percent(row.commitsWithWrong)}`,
  ];
}

function latencyRow(name: string, { p50, p95, max }: Latency): readonly string[] {
  return [name, p50.toFixed(2), p95.toFixed(2), max.toFixed(1)];
}
