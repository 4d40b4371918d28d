import { parseArgs } from "node:util";
import { languages } from "../../core/code/languages/languages.ts";
import { nameGoesOn } from "../../core/code/nameGoesOn.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { groupBy } from "../fit/groupBy.ts";
import { createRandom } from "../fit/random.ts";
import { sampleCursors } from "../fit/sampleCursors.ts";
import { snapshotRuns } from "../fit/snapshotRuns.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf } from "../replay/replayCase.ts";

/**
 * `node src/lab/bench/otherLanguages.ts DIR`: measures the shipped tables in languages that they were not fitted on.
 * DIR contains source trees, one project per subfolder. Lines are removed and requested, with other files of the
 * project as recent files. This is no real typing, so the rows only compare languages and changes.
 */
const sources =
  /\.(?:c|cc|clj|cpp|cs|css|dart|el|ex|exs|fs|h|hpp|hs|html|kt|less|lisp|lua|php|pl|pm|rb|scala|scss|sh|sql|svelte|swift|vue|ya?ml|zig)$/;

interface Row {
  readonly language: string;
  /** The most confident whole line. */
  readonly line: { readonly confidence: number; readonly isRight: boolean };
  /** The suggestion at "balanced". */
  readonly shown: { readonly confidence: number; readonly isRight: boolean } | undefined;
}

const squeeze = (text: string) => text.replace(/\s+/g, " ").trim();
/** Whether a text is correct to its last character and does not end inside a name. */
const startsRight = (written: string, text: string, languageId: string) => {
  const [whole, start] = [squeeze(written), squeeze(text)];
  const rest = whole.slice(start.length);
  const isMidWord = /\w$/.test(start) && /^\w/.test(rest);
  return whole.startsWith(start) && !isMidWord && !nameGoesOn(start, rest, languages.of(languageId).names);
};

const { positionals } = parseArgs({ allowPositionals: true });
const [folder] = positionals;
if (folder === undefined) throw new Error("Usage: node src/lab/bench/otherLanguages.ts DIR");

const random = createRandom(1);
const engine = createEngine();
const feed = new LearnerFeed([engine]);
const rows = snapshotRuns(folder, random, sources).flatMap((run): readonly Row[] => {
  const task = feed.open(run.replayCase);
  while (!task.next().done);
  return sampleCursors(run, random).map(({ typed, target, following }) => {
    const cursor = { ...cursorOf(run.replayCase, typed), version: -1 };
    const recent = recentOf(run.replayCase);
    const [line] = engine.answer(cursor, recent, { minConfidence: 0, maxLines: 1, limit: 1 });
    const minConfidence = confidenceThresholds.balanced;
    const [shown] = engine.answer(cursor, recent, { minConfidence, maxLines: 1, limit: 1, mayStopEarly: true });
    return {
      language: /[^.]+$/.exec(run.replayCase.path)?.[0] ?? "",
      line: { confidence: line?.confidence ?? 0, isRight: squeeze(line?.text ?? "") === squeeze(target) },
      shown: shown && { confidence: shown.confidence, isRight: startsRight(following, shown.text, cursor.languageId) },
    };
  });
});

const percent = (share: number) => (100 * share).toFixed(1);
console.log("language | cursors | exact among the most confident 10 / 20 / 30 % | shown at balanced | right | said");
for (const [name, members] of [["all", rows] as const, ...groupBy(rows, ({ language }) => language)]) {
  const ranked = members.map(({ line }) => line).sort((a, b) => b.confidence - a.confidence);
  const shares = [0.1, 0.2, 0.3].map((share) => {
    const count = Math.max(1, Math.round(share * ranked.length));
    return percent(ranked.slice(0, count).filter(({ isRight }) => isRight).length / count);
  });
  const shown = members.flatMap(({ shown: each }) => each ?? []);
  const right = shown.filter(({ isRight }) => isRight).length / Math.max(1, shown.length);
  const said = shown.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, shown.length);
  const figures = [shares.join(" / "), percent(shown.length / members.length), percent(right), percent(said)];
  console.log([name, members.length, ...figures].join(" | "));
}
