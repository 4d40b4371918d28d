import type { SampledTable } from "./buildTable.ts";
import { crossValidate } from "./crossValidate.ts";
import { rightAmongSurest } from "./curveFigures.ts";
import type { GrowOptions } from "./growTrees.ts";
import { lineOffers } from "./reportFit.ts";

/** Kinds of evidence, by the features that carry them. */
const groups: Readonly<Record<string, readonly string[]>> = {
  "nothing left out": [],
  "exact copies": ["exact", "first", "least", "matched", "files", "siteCount", "bestMatched", "endShare", "rivalExact"],
  "votes renewed at each token (beam)": ["beam", "rivalBeam"],
  "places of the same shape, names carried over": ["shape", "renamed", "derived", "bestShape", "rivalShape"],
  "local names put in": ["substituted"],
  "origin: recency, distance, edited range": ["origin", "editedRange"],
  "names near, far, unknown": ["name", "far", "absent", "unknown", "once"],
  "lines above and below": ["above", "below", "lastIsBelow", "followsOn"],
  "rivals in the field": ["rival", "candidates"],
  "form: brackets, ends, length": [
    "opens",
    "leavesOpen",
    "overcloses",
    "lastKind",
    "words",
    "characters",
    "strings",
    "singleWord",
  ],
};

/** Cross-validates whole lines with each kind of evidence left out, and prints what each was worth. */
export function ablate(table: SampledTable, options: GrowOptions, seed: number, print: (line: string) => void): void {
  print("left out | exact among the surest 10 / 20 / 30 % | log loss");
  for (const [name, prefixes] of Object.entries(groups)) {
    const { judged } = crossValidate(withoutFeatures(table, prefixes), options, seed, () => undefined);
    const offers = lineOffers(table, judged);
    const shares = [0.1, 0.2, 0.3].map((share) => (100 * rightAmongSurest(offers, offers.length, share)).toFixed(1));
    let loss = 0;
    for (const { group, probabilities } of judged) {
      const from = table.starts[group] ?? 0;
      const right = probabilities.findIndex((_, at) => table.right[from + at] === 1);
      const none = 1 - probabilities.reduce((sum, each) => sum + each, 0);
      loss -= Math.log(Math.max(1e-9, right < 0 ? none : (probabilities[right] ?? 0)));
    }
    print(`${name} | ${shares.join(" / ")} | ${(loss / judged.length).toFixed(4)}`);
  }
}

/** A table without the features whose names begin so. */
function withoutFeatures(table: SampledTable, prefixes: readonly string[]): SampledTable {
  const kept = [...table.features.entries()].filter(([, name]) => !prefixes.some((prefix) => name.startsWith(prefix)));
  return {
    ...table,
    features: kept.map(([, name]) => name),
    columns: kept.flatMap(([at]) => table.columns[at] ?? []),
  };
}
