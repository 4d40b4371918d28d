import type { Engine } from "../../core/engine/engine.ts";
import { runNow } from "../../core/engine/learn/tokenizedLines.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { EngineOptions } from "../../core/types/engine.ts";
import { recentOf } from "../replay/contender.ts";
import { scoreAnswer } from "../replay/engineScore.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorAfter, squeeze } from "./buildTable.ts";
import { groupBy } from "./groupBy.ts";
import type { Run } from "./loadRuns.ts";

/** Lines of a run that are looked at. */
const maxLines = 12;
/** Lines of a suggestion, and the first of what was written that they are compared with. */
const maxSuggested = 6;
const options: EngineOptions = {
  minConfidence: confidenceThresholds.balanced,
  maxLines: maxSuggested,
  limit: 1,
  mayStopEarly: true,
  preferLong: true,
};

/**
 * Asks at the start of each line of each run, as if the lines before were typed, with an engine fitted without the repository,
 * and prints how right suggestions of several lines are. As in the product, long suggestions come first.
 */
export function replayBlocks(
  runs: readonly Run[],
  engineWithout: (repo: string) => Engine,
  print: (line: string) => void,
): void {
  const scores = [...groupBy(runs, ({ replayCase }) => replayCase.repo)].flatMap(([repo, members]) => {
    const engine = engineWithout(repo);
    const feed = new LearnerFeed([engine]);
    return members.flatMap((run) => {
      runNow(feed.open(run.replayCase));
      return scoreRun(run, engine);
    });
  });
  const shown = scores.filter((score) => score.shown);
  const blocks = shown.filter(({ blockLines }) => blockLines > 0);
  const sum = (of: (score: (typeof scores)[number]) => number, among = blocks) =>
    among.reduce((total, score) => total + of(score), 0);
  const lines = sum(({ blockLines }) => blockLines);
  const exact = ((100 * sum(({ blockLinesExact }) => blockLinesExact)) / Math.max(1, lines)).toFixed(1);
  const said = (sum(({ confidence }) => confidence) / Math.max(1, blocks.length)).toFixed(2);
  const right = (sum(({ useful }) => Number(useful)) / Math.max(1, blocks.length)).toFixed(2);
  const saved = sum(({ charactersSaved }) => charactersSaved, shown);
  print(`\nAt the starts of ${scores.length} lines, repository left out: ${shown.length} suggestions`);
  print(
    `${blocks.length} of several lines, ${lines} lines, of which ${exact} % exact; whole suggestions right ${right}, said ${said}; ` +
      `all right suggestions have ${saved} characters`,
  );
}

function scoreRun({ replayCase, written }: Run, engine: Engine) {
  const lines = written.split("\n").slice(0, maxLines);
  return lines.flatMap((line, at) => {
    if (squeeze(line).length < 4) return [];
    const lead = at === 0 ? "" : line.slice(0, line.length - line.trimStart().length);
    const typed = at === 0 ? "" : `${lines.slice(0, at).join("\n")}\n${lead}`;
    const rest = written.slice(typed.length).split("\n");
    const now = { ...replayCase, targetLine: rest[0] ?? "", targetBlock: rest.slice(0, maxSuggested).join("\n") };
    const [answer] = engine.answer(cursorAfter(replayCase, typed), recentOf(replayCase), options);
    return [scoreAnswer(now, answer)];
  });
}
