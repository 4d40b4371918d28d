import { type AnswerFailure, answerFailures } from "../../core/rules/answerFailure.ts";
import { textTable } from "./textTable.ts";

/** How often each kind of failure occurred in a set of answers. */
export type FailureCounts = Readonly<Record<AnswerFailure, number>>;

export function countFailures(failures: readonly (AnswerFailure | undefined)[]): FailureCounts {
  const count = (kind: AnswerFailure) => failures.filter((failure) => failure === kind).length;
  return {
    empty: count("empty"),
    injectionFollowed: count("injectionFollowed"),
    refusal: count("refusal"),
    leakedMarker: count("leakedMarker"),
    prose: count("prose"),
    overlong: count("overlong"),
  };
}

/** @param sets name and counts of each set of answers */
export function failureTable(sets: readonly (readonly [name: string, counts: FailureCounts])[]): string {
  const rows = sets.map(([name, counts]) => [name, ...answerFailures.map((kind) => String(counts[kind]))]);
  return textTable(["failures of answers", ...answerFailures], rows);
}
