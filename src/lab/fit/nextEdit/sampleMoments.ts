import { alignLines, isLinePair } from "../../../core/nextEdit/alignLines.ts";
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
  /** The case's own moment, another one between two edits of its commit, or one in the middle of an edit. */
  readonly kind: "own" | "further" | "within";
  /** A sample to learn from. */
  readonly sample: readonly RatedCandidate[];
  /** All of them; none of a further moment. */
  readonly all: readonly RatedCandidate[];
}

/** Steps of a walk through a commit. */
const maxSteps = 1500;

export interface SampleOptions {
  /** Further moments of each commit to learn from. */
  readonly furtherMoments: number;
  /** Further moments in the middle of an edit of several pieces, as when someone changes line by line. */
  readonly pieceMoments: number;
  /** Most right and most wrong candidates of a moment that are kept to learn from. */
  readonly maxRight: number;
  readonly maxWrong: number;
}

/**
 * The candidates at the case's own moment, at further ones of its commit, and at some in the middle of an edit, judged
 * against what the author did next.
 */
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
  const read = (world: World, kind: SampledMoment["kind"]) =>
    readMoment({ world, repo: recorded.repo, kind }, indexes, options, random);
  return [
    ...[...moments].map((made) => read(new World(recorded, made), made === recorded.made ? "own" : "further")),
    ...withinEdits(recorded, options.pieceMoments, random).map((world) => read(world, "within")),
  ];
}

/** The commit at random moments in the middle of an edit whose lines are changed one by one. */
function withinEdits(recorded: NextEditCase, most: number, random: Random): readonly World[] {
  const steps: number[] = [];
  const walk = new World(recorded);
  for (let step = 1; walk.due.length > 0 && step <= maxSteps; step++) {
    const before = walk.due.length;
    walk.makeNext("piece");
    // The edit's rest is due: line pairs of it are what can repeat.
    if (walk.due.length === before && isPairNext(walk)) steps.push(step);
  }
  const drawn = Array.from({ length: Math.min(most, steps.length) }, () =>
    steps.splice(Math.floor(random() * steps.length), 1),
  ).flat();
  return drawn.map((step) => {
    const world = new World(recorded);
    for (let at = 0; at < step; at++) world.makeNext("piece");
    return world;
  });
}

function isPairNext(world: World): boolean {
  const [next] = world.due;
  const [piece] = next ? alignLines(world.oldLinesOf(next), next.newLines) : [];
  return piece !== undefined && isLinePair(piece);
}

interface Read {
  readonly world: World;
  readonly repo: string;
  readonly kind: SampledMoment["kind"];
}

function readMoment(
  { world, repo, kind }: Read,
  indexes: FileIndexes,
  { maxRight, maxWrong }: SampleOptions,
  random: Random,
): SampledMoment {
  const { files, ...moment } = momentOf(world);
  const candidates = findCandidates({ ...moment, files: files.map((file) => indexes.read(file)) });
  const rated = candidates.map(({ file, line, oldCount, newLines, features }): RatedCandidate => {
    const { kind: verdict } = judgeProposal(world, { path: file.path, line, oldCount, newLines });
    return { features, isRight: verdict === "exact" || verdict === "part", weight: 1 };
  });
  const weight = 4 / Math.sqrt(Math.max(1, rated.length));
  const drawn = [
    ...draw(
      rated.filter((each) => each.isRight),
      maxRight,
      random,
    ),
    ...draw(
      rated.filter((each) => !each.isRight),
      maxWrong,
      random,
    ),
  ];
  const sample = drawn.map((each) => ({ ...each, weight: each.weight * weight }));
  return { repo, kind, sample, all: kind === "further" ? [] : rated };
}

/** A random selection that stands for all of them by its weights. */
function draw(all: readonly RatedCandidate[], most: number, random: Random): readonly RatedCandidate[] {
  if (all.length <= most) return all;
  const left = [...all];
  const drawn = Array.from({ length: most }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
  return drawn.map((each) => ({ ...each, weight: (each.weight * all.length) / most }));
}
