import { type ChangeKind, kinds, kindsOfDue, reachableKinds } from "./changeKinds.ts";
import { judgeProposal, type Verdict } from "./judgeProposal.ts";
import type { NextEditCase } from "./nextEditCase.ts";
import type { NextEditPredictor, PredictorMoment, ScoredReplacement } from "./nextEditPredictor.ts";
import { World } from "./world.ts";

/** A moment with the verdict on the first proposal. */
export interface MomentRow {
  readonly repo: string;
  readonly lang: string;
  /** How many edits are due. */
  readonly due: number;
  /** The best kind among them. */
  readonly kind: ChangeKind | "nothing due";
  /** Whether an edit is due whose every token change was made before. */
  readonly isReachable: boolean;
  readonly verdict: Verdict["kind"] | undefined;
  /** 0 without a proposal. */
  readonly confidence: number;
  readonly isHere: boolean;
  /** Whether a proposal that is false or misplaced differs from what is due in white space and trailing commas alone. */
  readonly isFormat: boolean;
  readonly ms: number;
  readonly dueKinds: readonly ChangeKind[];
}

export function momentOf(world: World, refused: readonly ScoredReplacement[] = []): PredictorMoment {
  const files = world.recentFiles.map(({ path, lines, original, version }) => ({
    path,
    lines,
    key: version === 0 ? original : lines.join("\n"),
  }));
  return { files, made: world.made.map((edit) => ({ ...edit })), cursorLine: world.cursorLine, refused };
}

/** Asks the predictor at the moment of a case. `now` returns milliseconds. */
export function evaluateMoment(recorded: NextEditCase, predictor: NextEditPredictor, now: () => number): MomentRow {
  const world = new World(recorded, recorded.made);
  const moment = momentOf(world);
  const startedAt = now();
  const [first] = predictor.predict(moment);
  const ms = now() - startedAt;
  const verdict = first && judgeProposal(world, first);
  const dueKinds = kindsOfDue(world).map(({ kind }) => kind);
  return {
    repo: recorded.repo,
    lang: recorded.lang,
    due: dueKinds.length,
    kind: kinds.find((kind) => dueKinds.includes(kind)) ?? "nothing due",
    isReachable: dueKinds.some((kind) => reachableKinds.has(kind)),
    verdict: verdict?.kind,
    confidence: first?.confidence ?? 0,
    isHere: first?.path === moment.files[0]?.path,
    isFormat: verdict?.kind === "place" && verdict.isFormat,
    ms,
    dueKinds,
  };
}
