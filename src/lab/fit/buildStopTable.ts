import { languages } from "../../core/code/languages/languages.ts";
import { findStops } from "../../core/engine/answer/findStops.ts";
import type { Weighed } from "../../core/engine/score/weigh.ts";
import { type SampledTable, squeeze } from "./buildTable.ts";
import type { Table } from "./growTrees.ts";
import type { Judged } from "./judged.ts";

/** Positions at which suggestions could stop. Each is a group of its own, so that it is scored by itself. */
export interface StopTable extends Table {
  /** Sample of each stop. */
  readonly sampleOf: Int32Array;
}

/** Builds the stops of every sample, with probabilities of forests that were fitted without its repository. */
export function buildStopTable(table: SampledTable, judged: readonly Judged[]): StopTable {
  const rows: Float32Array[] = [];
  const sampleOf: number[] = [];
  const right: number[] = [];
  let features: readonly string[] = [];
  for (const each of judged) {
    const sample = table.samples[each.group];
    if (sample === undefined) continue;
    for (const stop of findStops(weighedOf(table, each), languages.of(sample.run.replayCase.languageId).names)) {
      if (features.length === 0) features = Object.keys(stop.features);
      rows.push(Float32Array.from(Object.values(stop.features)));
      sampleOf.push(each.group);
      right.push(isRightSoFar(stop.text, sample.following) ? 1 : 0);
    }
  }
  const columns = features.map((_, at) => Float32Array.from(rows, (row) => row[at] ?? 0));
  const weights = Float32Array.from(sampleOf, (group) => table.weights[group] ?? 1);
  const starts = Int32Array.from({ length: rows.length + 1 }, (_, at) => at);
  return {
    features,
    columns,
    starts,
    right: Uint8Array.from(right),
    weights,
    sampleOf: Int32Array.from(sampleOf),
  };
}

function weighedOf(table: SampledTable, { group, probabilities }: Judged): readonly Weighed[] {
  const considered = table.considered[group] ?? [];
  return considered
    .map(({ text, candidate }, at) => {
      const features = describeRow(table, (table.starts[group] ?? 0) + at);
      return { text, candidate, features, probability: probabilities[at] ?? 0 };
    })
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

function describeRow({ features, columns }: Table, row: number): Readonly<Record<string, number>> {
  return Object.fromEntries(features.map((name, at) => [name, columns[at]?.[row] ?? 0]));
}
