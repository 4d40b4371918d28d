import type { Evidence } from "../../core/engine/collect/candidate.ts";
import type { SampledTable } from "./buildTable.ts";
import { crossValidate } from "./crossValidate.ts";
import { rightAmongSurest } from "./curveFigures.ts";
import type { GrowOptions } from "./growTrees.ts";
import { lineOffers } from "./reportFit.ts";

/** A part of the engine that can be left out. */
interface Part {
  /** Prefixes of the names of its features. */
  readonly features: readonly string[];
  /** Whether it found a candidate. Candidates that nothing else found are left out, too. */
  readonly found?: (evidence: Evidence) => boolean;
}

/** Sources of candidates, with their features. An inserted name makes a candidate of a source of its own. */
const means: Readonly<Record<string, Required<Part>>> = {
  "exact copies": {
    features: ["exact", "first", "least", "matched", "files", "siteCount", "bestMatched", "endShare", "rivalExact"],
    found: (evidence) => evidence.exactCount > 0 && evidence.substituted === 0,
  },
  "votes renewed at each token (beam)": {
    features: ["beam", "rivalBeam"],
    found: (evidence) => evidence.beamLogP !== undefined && evidence.substituted === 0,
  },
  "places of the same shape": {
    features: ["shape", "bestShape", "rivalShape"],
    found: (evidence) => evidence.shapeCount > 0 && evidence.substituted === 0,
  },
  "lines among like lines": {
    features: ["like", "bestLikeness", "rivalLike"],
    found: (evidence) => evidence.likeShare > 0 && evidence.substituted === 0,
  },
  "imports by need": { features: ["import"], found: (evidence) => evidence.imported > 0 },
  "words with the same beginning": {
    features: ["begun", "goesOn"],
    found: (evidence) => evidence.isWordOnly || evidence.goesOnShare > 0,
  },
  "local names put in": { features: ["substituted"], found: (evidence) => evidence.substituted > 0 },
};

/** Kinds of evidence about candidates. Leaving one out keeps all candidates. */
const evidence: Readonly<Record<string, Part>> = {
  "names carried over, made by analogy": { features: ["renamed", "derived"] },
  "origin: recency, distance, edited range": { features: ["origin", "editedRange"] },
  "names near, far, unknown": { features: ["name", "far", "nearest", "absent", "unknown", "once"] },
  "names the code below waits for": { features: ["needed", "alsoBelow", "linesToNext"] },
  "runs of tokens seen nowhere": { features: ["run"] },
  "lines above and below": { features: ["above", "below", "lastIsBelow", "followsOn", "inOrder"] },
  "rivals in the field": { features: ["rival", "candidates"] },
  "form: brackets, ends, length": {
    features: ["opens", "leavesOpen", "overcloses", "lastKind", "words", "characters", "strings", "singleWord"],
  },
  "the cursor's place": { features: ["lineBreak", "lastBefore", "openBefore", "partial", "isSpaced"] },
};

/**
 * Cross-validates whole lines with each source and each kind of evidence left out, and prints the difference: on the
 * judged lines, and on all cursors. The latter are easier, but there are enough of them that half a point is significant.
 */
export async function ablate(
  table: SampledTable,
  options: GrowOptions,
  seed: number,
  print: (line: string) => void,
): Promise<void> {
  print(
    "left out | candidates | right line among them | exact among the most confident 10 / 20 / 30 % | of all cursors",
  );
  const parts = { "nothing left out": { features: [] }, ...means, ...evidence };
  for (const [name, part] of Object.entries(parts)) {
    const left = withoutPart(table, part);
    const { judged } = await crossValidate(left, options, seed, () => undefined);
    const everywhere = { ...left, samples: left.samples.map((sample) => ({ ...sample, isYardstick: true })) };
    const curves = [lineOffers(left, judged), lineOffers(everywhere, judged)].map((offers) =>
      [0.1, 0.2, 0.3].map((share) => (100 * rightAmongSurest(offers, offers.length, share)).toFixed(1)).join(" / "),
    );
    print([name, left.right.length, shareFound(left), ...curves].join(" | "));
  }
}

/** Returns the percentage of judged lines whose correct rest is among the candidates. */
function shareFound({ samples, starts, right }: SampledTable): string {
  const judged = [...samples.keys()].filter((group) => samples[group]?.isYardstick);
  const found = judged.filter((group) => right.subarray(starts[group], starts[group + 1]).includes(1));
  return ((100 * found.length) / judged.length).toFixed(1);
}

function withoutPart(table: SampledTable, { features, found }: Part): SampledTable {
  const kept = [...table.features.entries()].filter(([, name]) => !features.some((prefix) => name.startsWith(prefix)));
  const columns = kept.flatMap(([at]) => table.columns[at] ?? []);
  const left = { ...table, features: kept.map(([, name]) => name), columns };
  return found === undefined ? left : withoutCandidates(left, found);
}

/** Returns a table without the candidates that only the given source found. */
function withoutCandidates(table: SampledTable, found: (evidence: Evidence) => boolean): SampledTable {
  const others = Object.values(means).filter((each) => each.found !== found);
  const isKept = (each: Evidence) => !found(each) || others.some((other) => other.found(each));
  const considered = table.considered.map((all) => all.filter(({ candidate }) => isKept(candidate.evidence)));
  const rows = table.considered.flatMap((all, group) =>
    all.flatMap(({ candidate }, at) => (isKept(candidate.evidence) ? [(table.starts[group] ?? 0) + at] : [])),
  );
  const starts = [0];
  for (const all of considered) starts.push((starts.at(-1) ?? 0) + all.length);
  return {
    ...table,
    considered,
    starts: Int32Array.from(starts),
    right: Uint8Array.from(rows, (row) => table.right[row] ?? 0),
    columns: table.columns.map((column) => Float32Array.from(rows, (row) => column[row] ?? 0)),
  };
}
