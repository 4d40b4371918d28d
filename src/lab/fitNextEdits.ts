import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createNextEditModel, type NextEditModelTable } from "../core/nextEdit/confidence.ts";
import { bestOfMoments, calibrate, featureNames, fitNextEditModel } from "./fit/nextEdit/fitNextEditModel.ts";
import { sampleMoments } from "./fit/nextEdit/sampleMoments.ts";
import { createRandom } from "./fit/random.ts";
import { loadNextEditCases } from "./replay/nextEdit/loadNextEditCases.ts";

const usage = `Usage: npm run fit:next-edits -- --data DIR [options]

Fits the confidence of next edits on recorded moments, once for each repository without its own moments, so that
"npm run replay -- --next-edit" on the same data judges every moment with a model that has not seen its repository,
and once on all. Needs some minutes.
  --data DIR      a folder with cases.jsonl and blobs.jsonl.br (docs/next-edits.md)
  --moments N     further moments of each commit to learn from (default 3)
  --within N      moments in the middle of an edit, per commit, to learn from (default 3)
  --seed N        seed of every random choice (default 1)
  --dry           report only; write nothing`;

const shippedFile = "src/core/nextEdit/generated/nextEditModel.ts";
const foldsFile = "src/lab/replay/nextEdit/generated/foldModels.ts";
const notice = "/** Written by `npm run fit:next-edits`; not to be edited. */";

const maxRight = 4;
const maxWrong = 16;

function main(): void {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      moments: { type: "string", default: "3" },
      within: { type: "string", default: "3" },
      seed: { type: "string", default: "1" },
      dry: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.data === undefined) {
    console.log(usage);
    return;
  }
  const seed = Number(values.seed);
  const random = createRandom(seed);
  const sampling = { furtherMoments: Number(values.moments), pieceMoments: Number(values.within), maxRight, maxWrong };
  const moments = loadNextEditCases(values.data).flatMap((recorded) => sampleMoments(recorded, sampling, random));
  const names = featureNames(moments);
  const repos = [...new Set(moments.map(({ repo }) => repo))];
  console.log(`${moments.length} moments of ${repos.length} repositories, ${names.length} features`);
  const unscaled = { slope: 1, shift: 0 };
  const folds = repos.map((repo) => {
    const model = fitNextEditModel(
      moments.filter((moment) => moment.repo !== repo),
      names,
      seed,
    );
    const scorer = createNextEditModel({ ...model, calibration: unscaled });
    const own = moments.filter((moment) => moment.repo === repo);
    console.log(`fitted without ${repo}`);
    return { repo, model, best: bestOfMoments(own, ({ features }) => scorer.score(features)) };
  });
  const best = folds.flatMap((fold) => fold.best);
  for (const kind of ["own", "within"] as const) {
    const total = moments.filter((moment) => moment.kind === kind).length;
    const ranked = best.filter((each) => each.kind === kind).toSorted((a, b) => b.score - a.score);
    for (const share of [0.05, 0.1, 0.13, 0.16, 0.2, 0.4, 0.6]) {
      const shown = ranked.slice(0, Math.round(share * total));
      const right = shown.filter(({ isRight }) => isRight).length;
      const least = shown.at(-1)?.score.toFixed(2) ?? "none";
      console.log(
        `${kind}, shown ${(100 * share).toFixed(0)} % of ${total}: ${((100 * right) / shown.length).toFixed(1)} % right, score ≥ ${least}`,
      );
    }
  }
  if (values.dry) return;
  const shipped: NextEditModelTable = { ...fitNextEditModel(moments, names, seed), calibration: calibrate(best) };
  const foldTables = Object.fromEntries(
    folds.map(({ repo, model }) => [
      repo,
      { ...model, calibration: calibrate(best.filter((each) => each.repo !== repo)) },
    ]),
  );
  write(
    shippedFile,
    `import type { NextEditModelTable } from "../confidence.ts";

${notice}
export const nextEditModel: NextEditModelTable = ${JSON.stringify(shipped)};
`,
  );
  write(
    foldsFile,
    `import type { NextEditModelTable } from "../../../../core/nextEdit/confidence.ts";

${notice}
export const foldModels: Readonly<Record<string, NextEditModelTable>> = ${JSON.stringify(foldTables)};
`,
  );
}

function write(file: string, text: string): void {
  writeFileSync(file, text);
  console.log(`${file}: ${Math.round(text.length / 1000)} kB`);
}

main();
