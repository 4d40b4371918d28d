import type { Engine } from "../../core/engine/engine.ts";
import { runNow } from "../../core/engine/learn/tokenizedLines.ts";
import type { Considered } from "../../core/engine/score/considerLine.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf, type ReplayCase } from "../replay/replayCase.ts";
import type { Table } from "./growTrees.ts";
import type { Run } from "./loadRuns.ts";
import type { Random } from "./random.ts";
import { type Sample, sampleCursors } from "./sampleCursors.ts";

/** The features of every sampled cursor's candidates, with their samples. */
export interface SampledTable extends Table {
  readonly samples: readonly Sample[];
  /** The candidates of each sample, a row each; their features are in the columns alone. */
  readonly considered: readonly (readonly Omit<Considered, "features">[])[];
}

/** Replays the runs and records the engine's candidates at each sampled cursor. */
export function buildTable(
  runs: readonly Run[],
  engine: Engine,
  random: Random,
  onProgress: (done: number) => void,
): SampledTable {
  const feed = new LearnerFeed([engine]);
  const samples: Sample[] = [];
  const all: (readonly Omit<Considered, "features">[])[] = [];
  const rows: Float32Array[] = [];
  const right: number[] = [];
  const starts = [0];
  let features: readonly string[] = [];
  for (const [number, run] of runs.entries()) {
    runNow(feed.open(run.replayCase));
    for (const sample of sampleCursors(run, random)) {
      const considered = considerAt(engine, sample);
      const rightRow = considered.findIndex(({ text }) => squeeze(text) === squeeze(sample.target));
      for (const [at, { features: described }] of considered.entries()) {
        if (features.length === 0) features = Object.keys(described);
        rows.push(Float32Array.from(Object.values(described)));
        right.push(at === rightRow ? 1 : 0);
      }
      all.push(considered.map(withoutFiles));
      samples.push(sample);
      starts.push(rows.length);
    }
    onProgress(number + 1);
  }
  const columns = features.map((_, at) => Float32Array.from(rows, (row) => row[at] ?? 0));
  const weights = Float32Array.from(samples, ({ weight }) => weight);
  return {
    features,
    columns,
    starts: Int32Array.from(starts),
    right: Uint8Array.from(right),
    weights,
    samples,
    considered: all,
  };
}

/** Without its features and the file that it was learnt from: thousands of learnt files would fill the memory. */
function withoutFiles({ text, candidate }: Considered): Omit<Considered, "features"> {
  return { text, candidate: { ...candidate, evidence: { ...candidate.evidence, origin: undefined } } };
}

function considerAt(engine: Engine, { run, typed }: Sample): readonly Considered[] {
  return engine.consider(cursorAfter(run.replayCase, typed), recentOf(run.replayCase));
}

/** The cursor of a case whose file is learned up to there. With more typed text, the file is another version. */
export function cursorAfter(replayCase: ReplayCase, typed: string): Cursor {
  const cursor = cursorOf(replayCase, typed);
  return typed === "" ? cursor : { ...cursor, version: -1 };
}

/** Replaces runs of white space by one space, as in every figure of the replay. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
