import { findCandidates } from "../../../core/nextEdit/findCandidates.ts";
import type { Features } from "../../../core/nextEdit/moment.ts";
import { FileIndexes } from "../../replay/nextEdit/createPredictor.ts";
import { momentOf } from "../../replay/nextEdit/evaluateMoments.ts";
import { judgeProposal } from "../../replay/nextEdit/judgeProposal.ts";
import type { NextEditCase } from "../../replay/nextEdit/nextEditCase.ts";
import { World } from "../../replay/nextEdit/world.ts";
import type { Random } from "../random.ts";

/** A candidate with its verdict. */
export interface RatedCandidate {
  readonly features: Features;
  readonly isRight: boolean;
  /** How many candidates of its moment it stands for. */
  readonly weight: number;
}

/** The candidates of one moment. */
export interface SampledMoment {
  readonly repo: string;
  /** Whether it is the case's own moment, rather than another one of the same commit. */
  readonly isOwn: boolean;
  /** A sample to learn from. */
  readonly sample: readonly RatedCandidate[];
  /** All of them, at a case's own moment only. */
  readonly all: readonly RatedCandidate[];
}

export interface SampleOptions {
  /** Further moments of each commit to learn from. */
  readonly furtherMoments: number;
  /** Most right and most wrong candidates of a moment that are kept to learn from. */
  readonly maxRight: number;
  readonly maxWrong: number;
}

/** The candidates at the case's own moment and at further ones of its commit, judged against what the author did next. */
export function sampleMoments(
  recorded: NextEditCase,
  options: SampleOptions,
  random: Random,
): readonly SampledMoment[] {
  const indexes = new FileIndexes();
  const count = recorded.edits.length;
  const moments = new Set([recorded.made]);
  for (let tries = 0; tries < 3 * options.furtherMoments; tries++)
    if (moments.size <= options.furtherMoments) moments.add(1 + Math.floor(random() * count));
  return [...moments].map((made) => {
    const world = new World(recorded, made);
    const { files, ...moment } = momentOf(world);
    const candidates = findCandidates({ ...moment, files: files.map((file) => indexes.read(file)) });
    const rated = candidates.map(({ file, line, oldCount, newLines, features }): RatedCandidate => {
      const { kind } = judgeProposal(world, { path: file.path, line, oldCount, newLines });
      return { features, isRight: kind === "exact" || kind === "part", weight: 1 };
    });
    const weight = 4 / Math.sqrt(Math.max(1, rated.length));
    const sample = [
      ...draw(
        rated.filter((each) => each.isRight),
        options.maxRight,
        random,
      ),
      ...draw(
        rated.filter((each) => !each.isRight),
        options.maxWrong,
        random,
      ),
    ].map((each) => ({ ...each, weight: each.weight * weight }));
    const isOwn = made === recorded.made;
    return { repo: recorded.repo, isOwn, sample, all: isOwn ? rated : [] };
  });
}

/** A random selection that stands for all of them by its weights. */
function draw(all: readonly RatedCandidate[], most: number, random: Random): readonly RatedCandidate[] {
  if (all.length <= most) return all;
  const left = [...all];
  const drawn = Array.from({ length: most }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
  return drawn.map((each) => ({ ...each, weight: (each.weight * all.length) / most }));
}
