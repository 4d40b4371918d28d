import { momentOf } from "./evaluateMoments.ts";
import type { NextEditCase } from "./nextEditCase.ts";
import type { PredictorFor } from "./nextEditPredictor.ts";
import { World } from "./world.ts";

const files = 20;
const lines = 2000;
const measuredCases = 60;
const measuredEdits = 8;

/**
 * Milliseconds of each proposal after an edit, following the edit's lines in the index included, with 20 files of 2,000
 * lines. Short files are filled up with the lines of other cases of the repository. All edits are made once before they
 * are timed, so that the code is compiled as in an editor that has been in use for some edits.
 */
export function measureLatency(
  cases: readonly NextEditCase[],
  predictorFor: PredictorFor,
  now: () => number,
): readonly number[] {
  timesOf(cases, predictorFor, now);
  return timesOf(cases, predictorFor, now);
}

function timesOf(cases: readonly NextEditCase[], predictorFor: PredictorFor, now: () => number): readonly number[] {
  const step = Math.max(1, Math.floor(cases.length / measuredCases));
  return cases
    .filter((_, at) => at % step === 0)
    .flatMap((recorded) => {
      const world = new World(fillUp(recorded, linesOfOthers(recorded, cases)));
      const predictor = predictorFor(recorded.repo);
      const times: number[] = [];
      for (let count = 0; count < Math.min(measuredEdits, recorded.edits.length); count++) {
        world.makeNext("edit");
        const moment = momentOf(world);
        const startedAt = now();
        predictor.predict(moment);
        if (count > 0) times.push(now() - startedAt); // The first one indexes all files, which an editor does when it opens them.
      }
      return times;
    });
}

/** Lines of the files that other cases of the same repository edit, enough for all files. */
function linesOfOthers(recorded: NextEditCase, cases: readonly NextEditCase[]): readonly string[] {
  const texts = new Set<string>();
  let count = 0;
  for (const other of cases) {
    if (other.repo !== recorded.repo || other === recorded) continue;
    for (const { text } of other.files) if (!texts.has(text)) count += text.split("\n").length;
    for (const { text } of other.files) texts.add(text);
    if (count > files * lines) break;
  }
  return [...texts, ...recorded.files.map(({ text }) => text)].flatMap((text) => text.split("\n"));
}

function fillUp(recorded: NextEditCase, pool: readonly string[]): NextEditCase {
  const long = (text: string, turn: number) => {
    const own = text.split("\n");
    const fill = Array.from(
      { length: Math.max(0, lines - own.length) },
      (_, at) => pool[(turn + at) % pool.length] ?? "",
    );
    return [...own, ...fill].join("\n");
  };
  const others = Array.from({ length: Math.max(0, files - recorded.files.length) }, (_, at) => {
    const known = recorded.recent[at];
    return {
      path: `${at}/${known && "path" in known ? known.path : "more"}`,
      text: long(known && "text" in known ? known.text : "", at * lines),
    };
  });
  return {
    ...recorded,
    files: recorded.files.map(({ path, text }, at) => ({ path, text: long(text, (at + files) * lines) })),
    recent: others,
  };
}
