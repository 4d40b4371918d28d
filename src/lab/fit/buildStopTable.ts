import { languages } from "../../core/code/languages/languages.ts";
import { findStops, type Stop } from "../../core/engine/answer/findStops.ts";
import type { Weighed } from "../../core/engine/score/weigh.ts";
import { type SampledTable, squeeze } from "./buildTable.ts";
import type { Table } from "./growTrees.ts";
import type { Judged } from "./judged.ts";

/** Positions at which suggestions could stop. Each is a group of its own, so that it is scored by itself. */
export interface StopTable extends Table {
  readonly stops: readonly Stop[];
  /** Sample of each stop. */
  readonly sampleOf: Int32Array;
}

/** Builds the stops of every sample, with probabilities of forests that were fitted without its repository. */
export function buildStopTable(table: SampledTable, judged: readonly Judged[]): StopTable {
  const stops: Stop[] = [];
  const sampleOf: number[] = [];
  const right: number[] = [];
  for (const each of judged) {
    const sample = table.samples[each.group];
    if (sample === undefined) continue;
    for (const stop of findStops(weighedOf(table, each), languages.of(sample.run.replayCase.languageId).names)) {
      stops.push(stop);
      sampleOf.push(each.group);
      right.push(isRightSoFar(stop.text, sample.following) ? 1 : 0);
    }
  }
  const features = Object.keys(stops[0]?.features ?? {});
  const columns = features.map((name) => Float32Array.from(stops, (stop) => stop.features[name] ?? 0));
  const weights = Float32Array.from(sampleOf, (group) => table.weights[group] ?? 1);
  const starts = Int32Array.from({ length: stops.length + 1 }, (_, at) => at);
  return {
    features,
    columns,
    starts,
    right: Uint8Array.from(right),
    weights,
    stops,
    sampleOf: Int32Array.from(sampleOf),
  };
}

function weighedOf(table: SampledTable, { group, probabilities }: Judged): readonly Weighed[] {
  const considered = table.considered[group] ?? [];
  return considered
    .map((each, at) => ({ ...each, probability: probabilities[at] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
}

/** Whether the written text starts with a text, and no word continues at its end. */
export function isRightSoFar(text: string, written: string): boolean {
  const whole = squeeze(written);
  const squeezed = squeeze(text);
  return (
    whole.startsWith(squeezed) &&
    !/^\w\w/.test(`${squeezed.slice(-1)}${whole.slice(squeezed.length, squeezed.length + 1)}`)
  );
}
