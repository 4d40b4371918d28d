import { feelRows } from "../../replay/engineTables.ts";
import { type FeelFigures, summarizeFeel } from "../../replay/feelReport.ts";
import { mean, percentile } from "../../replay/statistics.ts";
import { percent, textTable } from "../../replay/textTable.ts";
import type { DrawnLine } from "./readLine.ts";
import type { TextFault } from "./typedText.ts";

/** A line as it was typed in the editor, and whether the file became what was meant. */
export interface EditorLine extends DrawnLine {
  readonly lang: string;
  /** Enter in the line above began it, so that Hunch was asked before its first character, as in the replay. */
  readonly isBegunWithEnter: boolean;
  /** `byEditor`: without Hunch, VS Code makes the same of it. */
  readonly fault: { readonly kind: TextFault; readonly byEditor: boolean } | undefined;
}

/** What only a real editor can show. Shares are fractions of the offers. */
export interface EditorFigures {
  /** Share of the lines that Enter began. */
  readonly begunWithEnter: number;
  /** Pauses before a key, in which the typist looks. */
  readonly stops: number;
  /** Offers beside which VS Code's list of suggestions was open when a key was pressed. */
  readonly besideList: number;
  /** Stops, per 100, at which a right suggestion could be seen, but Tab would have gone to the list. */
  readonly stopsBehindListPer100: number;
  readonly goneWithoutKey: number;
  /** Number of times that an offer vanished and came back unchanged. */
  readonly flickers: number;
  /** Milliseconds from a key to the frame that drew a new offer. */
  readonly afterKeyMs: { readonly p50: number | undefined; readonly p95: number | undefined };
  /** Number of times that Tab was pressed when ghost text had just gone. */
  readonly missedTabs: number;
  /** Number of lines behind which brackets or quotes are left over, and of lines that are wrong otherwise. */
  readonly brackets: number;
  readonly texts: number;
  /** Number of lines that VS Code makes wrong without Hunch, too. */
  readonly byEditor: number;
}

/** Sums up what the editor showed beyond the table of feel. */
export function summarizeEditor(lines: readonly EditorLine[]): EditorFigures {
  const offers = lines.flatMap((line) => line.offers);
  const sum = (of: (line: EditorLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const share = (claim: (offer: (typeof offers)[number]) => boolean) =>
    mean(offers.map((each) => Number(claim(each)))) ?? 0;
  const stops = sum((line) => line.keys);
  const latencies = offers.flatMap(({ afterKeyMs }) => afterKeyMs ?? []);
  const faults = lines.flatMap(({ fault }) => fault ?? []);
  const count = (kind: TextFault) => faults.filter((fault) => fault.kind === kind && !fault.byEditor).length;
  return {
    begunWithEnter: mean(lines.map(({ isBegunWithEnter }) => Number(isBegunWithEnter))) ?? 0,
    stops,
    besideList: share((offer) => offer.besideList),
    stopsBehindListPer100: (100 * sum((line) => line.stopsBehindList)) / Math.max(1, stops),
    goneWithoutKey: share((offer) => offer.goneWithoutKey),
    flickers: offers.reduce((total, { flickers }) => total + flickers, 0),
    afterKeyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
    missedTabs: sum((line) => line.missedTabs),
    brackets: count("brackets"),
    texts: count("text"),
    byEditor: faults.filter(({ byEditor }) => byEditor).length,
  };
}

/** The sentence with which a run fails after which files are not what was meant; undefined if all are. */
export function textsFailure({ brackets, texts }: EditorFigures): string | undefined {
  const count = brackets + texts;
  return count === 0 ? undefined : `Of the typed files, ${count} are not what was meant, and would be without Hunch.`;
}

/** Figures of a run, as `--json` prints them. `feel` has the fields of the replay's. */
export interface FeelReport {
  readonly feel: FeelFigures;
  readonly editor: EditorFigures;
  readonly byLang: Readonly<Record<string, { readonly feel: FeelFigures; readonly editor: EditorFigures }>>;
  /** The same lines, typed by the replay. */
  readonly replay: FeelFigures;
}

/** Sums up a run. @param replay the same lines, typed by the replay */
export function reportFeel(lines: readonly EditorLine[], replay: FeelFigures): FeelReport {
  const figures = (some: readonly EditorLine[]) => ({ feel: summarizeFeel(some), editor: summarizeEditor(some) });
  const langs = [...new Set(lines.map(({ lang }) => lang))];
  const byLang = langs.map((lang) => [lang, figures(lines.filter((line) => line.lang === lang))]);
  return { ...figures(lines), byLang: Object.fromEntries(byLang), replay };
}

/** Renders a run: the editor and the replay beside it, and the editor by language. */
export function feelReportTable({ feel, editor, byLang, replay }: FeelReport): string {
  const groups = [{ feel, editor }, ...Object.values(byLang)];
  const [shared, ...rest] = [feel, replay, ...Object.values(byLang).map((each) => each.feel)];
  const header = ["feel in VS Code", `${feel.lines} lines`, "replayed", ...Object.keys(byLang)];
  const ofEditor = (name: string, cell: (figures: EditorFigures) => string) => {
    const [all = "", ...each] = groups.map((group) => cell(group.editor));
    return [name, all, "", ...each];
  };
  const ms = (value: number | undefined) => (value === undefined ? "–" : value.toFixed(0));
  return textTable(header, [
    ...feelRows([shared, ...rest].flatMap((each) => each ?? [])),
    ofEditor("lines that Enter began", (each) => percent(each.begunWithEnter)),
    ofEditor("stops (keys)", (each) => String(each.stops)),
    ofEditor("beside an open suggest list", (each) => percent(each.besideList)),
    ofEditor("right, but Tab goes to the list / 100 stops", (each) => each.stopsBehindListPer100.toFixed(1)),
    ofEditor("gone without a key", (each) => percent(each.goneWithoutKey)),
    ofEditor("flickers", (each) => String(each.flickers)),
    ofEditor("key to ghost text, p50 ms", (each) => ms(each.afterKeyMs.p50)),
    ofEditor("key to ghost text, p95 ms", (each) => ms(each.afterKeyMs.p95)),
    ofEditor("Tab too late", (each) => String(each.missedTabs)),
    ofEditor("brackets or quotes left over", (each) => String(each.brackets)),
    ofEditor("wrong text", (each) => String(each.texts)),
    ofEditor("wrong without Hunch, too", (each) => String(each.byEditor)),
  ]);
}
