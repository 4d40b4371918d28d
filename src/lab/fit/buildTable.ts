import type { Engine } from "../../core/engine/engine.ts";
import type { Considered } from "../../core/engine/score/considerLine.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf } from "../replay/replayCase.ts";
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
    const task = feed.open(run.replayCase);
    while (!task.next().done);
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
  const { replayCase } = run;
  // The current file is learned up to the case's cursor. With more typed text, it is another version.
  const cursor = cursorOf(replayCase, typed);
  return engine.consider(typed === "" ? cursor : { ...cursor, version: -1 }, recentOf(replayCase));
}

/** Replaces runs of white space by one space, as in every figure of the replay. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
