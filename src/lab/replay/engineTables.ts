import type { CurvePoint, EngineFigures } from "./engineReport.ts";
import { type FeelFigures, glanceCost } from "./feelReport.ts";
import type { ColdStartReport } from "./replayColdStart.ts";
import type { EngineReport, TypingReport } from "./replayReport.ts";
import { percent, textTable } from "./textTable.ts";

const header = [
  "engine",
  "cases",
  "shown",
  "exact",
  "useful",
  "exact of all",
  "chars saved",
  "ES",
  "block lines",
  "p50 ms",
  "p95 ms",
];

/** Renders the tables of an engine replay: figures, curve, most confident answers, reliability of confidence. */
export function engineTables(report: EngineReport): string {
  const figures = [
    figuresRow("always speaking", report.always),
    figuresRow(`threshold ${report.chosen.threshold}`, report.chosen),
    ...Object.entries({ ...report.byLang, ...report.byKind }).map(([tag, each]) => figuresRow(`  ${tag}`, each)),
  ];
  const stops = report.stops.length === 0 ? [] : [curveTable("with stops", report.stops)];
  const mostConfident = Object.entries(report.mostConfident).map(([share, { exact, useful }]) => [
    `${Number(share) * 100} %`, percent(exact), percent(useful),
  ]); // biome-ignore format: a row
  const baselines = Object.entries(report.baselines).map(([name, { exactOfAll, mostConfident: best }]) => [
    name, percent(exactOfAll), ...["0.1", "0.2", "0.3"].map((share) => percent(best[share])),
  ]); // biome-ignore format: a row
  const own = [
    "hunch",
    percent(report.always.exactOfAll),
    ...["0.1", "0.2", "0.3"].map((share) => percent(report.mostConfident[share]?.exact)),
  ];
  const bins = report.reliability.map((bin) => [percent(bin.confidence), percent(bin.useful), String(bin.count)]);
  return [
    textTable(header, figures),
    curveTable("threshold", report.curve),
    ...stops,
    textTable(["most confident", "exact", "useful"], mostConfident),
    textTable(["whole line", "exact of all", "most confident 10 %", "20 %", "30 %"], [...baselines, own]),
    `${textTable(["said", "was right", "answers"], bins)}\nexpected calibration error ${errorsOf(report)}`,
  ].join("\n\n");
}

function errorsOf({ ece, eceWithStops, chosen }: EngineReport): string {
  const early = eceWithStops === undefined ? "" : `; with stops at ${chosen.threshold}, ${eceWithStops.toFixed(3)}`;
  return `${ece.toFixed(3)} for whole lines${early}`;
}

function curveTable(name: string, curve: readonly CurvePoint[]): string {
  const rows = curve.map((point) => [
    point.threshold.toFixed(2), percent(point.shown), percent(point.exact), percent(point.useful),
  ]); // biome-ignore format: a row
  return textTable([name, "shown", "exact", "useful"], rows);
}

/** Renders how often an engine with little context is right, with stops and for whole lines. */
export function coldStartTable(report: ColdStartReport): string {
  const rows = Object.entries(report).map(([known, { cases, shown, useful, charactersSaved, wholeLine }]) => [
    coldStartNames[known] ?? `${known} other files`,
    String(cases),
    percent(shown),
    percent(useful),
    percent(charactersSaved),
    percent(wholeLine.exactOfAll),
    ...Object.values(wholeLine.mostConfident).map(percent),
  ]);
  const whole = ["whole line: exact of all", "most confident 10 %", "20 %", "30 %"];
  return textTable(["known, with stops", "cases", "shown", "useful", "chars saved", ...whole], rows);
}

const coldStartNames: Readonly<Record<string, string>> = {
  "1": "1 other file",
  firstLines: "first 20 lines of a file",
  newFile: "first 20 lines of a new file",
  newFileAlone: "the same, 0 other files",
};

/** Renders the table of a typing replay. */
export function typingTable(report: TypingReport): string {
  const rows = Object.entries({
    all: report,
    ...report.byLang,
    "at every character": report.everyCharacter.hunch,
    "  word suggestions alone": report.everyCharacter.wordBased,
  }).map(([name, figures]) => [
    name,
    String(figures.lines),
    percent(figures.saved),
    figures.falseOffersPer100Keys.toFixed(1),
    String(figures.offers),
  ]);
  return textTable(["typing", "lines", "keystrokes saved", "false offers / 100 keys", "offers"], rows);
}

/** The table of feel: what someone who types sees of the product. */
export function feelTable(feel: FeelFigures): string {
  return textTable(["feel", `${feel.lines} lines`], feelRows([feel]));
}

/** The rows of a table of feel, with a column for each of some figures. */
export function feelRows(columns: readonly FeelFigures[]): readonly (readonly string[])[] {
  const row = (name: string, cell: (feel: FeelFigures) => string) => [name, ...columns.map(cell)];
  return [
    row("offers / 100 keys", (feel) => feel.offersPer100Keys.toFixed(1)),
    row("false offers / 100 keys", (feel) => feel.falseOffersPer100Keys.toFixed(1)),
    row("under 4 characters", (feel) => percent(feel.under4)),
    row("gone within 150 ms", (feel) => percent(feel.under150ms)),
    row("gone at the next key", (feel) => percent(feel.goneAtNextKey)),
    row("leave something open", (feel) => percent(feel.unbalanced)),
    row("  by a real parser", (feel) => percent(feel.unbalancedByParser)),
    row("already there", (feel) => percent(feel.alreadyThere)),
    row("hold a secret", (feel) => String(feel.secrets)),
    row("characters per accepted offer", (feel) => feel.meanAcceptedCharacters.toFixed(1)),
    row("keystrokes saved", (feel) => percent(feel.saved)),
    row(`net benefit (a glance costs ${glanceCost} characters)`, (feel) => percent(feel.netBenefit)),
  ];
}

function figuresRow(name: string, figures: EngineFigures): readonly string[] {
  return [
    name,
    String(figures.cases),
    percent(figures.shown),
    percent(figures.exact),
    percent(figures.useful),
    percent(figures.exactOfAll),
    percent(figures.charactersSaved),
    percent(figures.similarity),
    percent(figures.blockLinesExact),
    (figures.latency.p50 ?? 0).toFixed(2),
    (figures.latency.p95 ?? 0).toFixed(2),
  ];
}
