import { expect, test } from "vitest";
import {
  type EditorLine,
  feelReportTable,
  reportFeel,
  textsFailure,
} from "../../../src/lab/bench/feel/editorFigures.ts";
import { summarizeFeel } from "../../../src/lab/replay/feelReport.ts";

const offer = {
  text: "return total;",
  ...{ unbalanced: false, unbalancedByParser: undefined, alreadyThere: false, secret: false },
  ...{ accepted: true, goneAfterMs: undefined, goneAtNextKey: false, goneWithoutKey: false },
  ...{ afterKeyMs: 80, besideList: false, flickers: 0 },
};
const gone = { ...offer, accepted: false, goneAfterMs: 90, goneWithoutKey: true, besideList: true, flickers: 2 };
const line: EditorLine = {
  ...{ lang: "go", plainKeys: 50, keys: 20, isBegunWithEnter: true, stopsBehindList: 0, missedTabs: 0 },
  ...{ offers: [offer], fault: undefined },
};
const lines: readonly EditorLine[] = [
  line,
  { ...line, lang: "rust", keys: 30, stopsBehindList: 5, missedTabs: 1, offers: [{ ...gone, afterKeyMs: 200 }] },
  { ...line, fault: { kind: "brackets", byEditor: false }, isBegunWithEnter: false, offers: [] },
  { ...line, fault: { kind: "text", byEditor: true }, offers: [] },
];

test("counts what only the editor shows, for all lines and by language", () => {
  const report = reportFeel(lines, summarizeFeel([]));
  expect(report.editor).toEqual({
    begunWithEnter: 0.75,
    stops: 90,
    besideList: 0.5,
    stopsBehindListPer100: 500 / 90,
    goneWithoutKey: 0.5,
    flickers: 2,
    afterKeyMs: { p50: 200, p95: 200 },
    missedTabs: 1,
    brackets: 1,
    texts: 0,
    byEditor: 1,
  });
  expect(report.feel).toMatchObject({ lines: 4, under150ms: 0.5, saved: 1 - 90 / 200 });
  expect(report.byLang["rust"]?.editor).toMatchObject({ stops: 30, stopsBehindListPer100: 500 / 30, brackets: 0 });
});

test("a run fails with a sentence if Hunch left a file that was not meant", () => {
  expect(textsFailure(reportFeel(lines, summarizeFeel([])).editor)).toMatch(/^Of the typed files, 1 /);
  expect(textsFailure(reportFeel([line], summarizeFeel([])).editor)).toBeUndefined();
});

test("the table has a column each for the editor, the replay and the languages", () => {
  const table = feelReportTable(reportFeel(lines, summarizeFeel([line])));
  expect(table).toMatch(/^\| feel in VS Code +\| 4 lines \| replayed \| +go \| +rust \|$/m);
  expect(table).toMatch(/^\| keystrokes saved +\| +55\.0 \| +60\.0 \| +60\.0 \| +40\.0 \|$/m);
  expect(table).toMatch(/^\| brackets or quotes left over +\| +1 \| +\| +1 \| +0 \|$/m);
});
