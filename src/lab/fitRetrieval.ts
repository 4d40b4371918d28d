import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fittedWeights, type RetrievalWeights } from "../core/retrieval/rate/fittedWeights.ts";
import { blockFeatures } from "../core/retrieval/rate/rateBlocks.ts";
import { nameFeatures } from "../core/retrieval/rate/rateNames.ts";
import { createRetriever, defaultTuning } from "../core/retrieval/retriever.ts";
import { retrieverContender } from "./replay/contender.ts";
import { loadCases } from "./replay/loadCases.ts";
import { fitLogistic } from "./replay/logisticFit.ts";
import { reportRetrieval } from "./replay/replayReport.ts";
import { type RetrievalRow, replayRetrieval } from "./replay/replayRetrieval.ts";
import { type CaseExamples, joinRows, makeExamples } from "./replay/retrievalExamples.ts";
import { groupBy, summarizeRetrieval } from "./replay/retrievalReport.ts";
import { retrievalTables } from "./replay/retrievalTables.ts";
import { percent, textTable } from "./replay/textTable.ts";

const usage = `Usage: npm run fit:retrieval -- --data DIR [--write] [--cross-validate]

Fits the weights of retrieval on replay cases. --write replaces src/core/retrieval/rate/fittedWeights.ts;
--cross-validate prints what weights fitted on the other repositories make of each repository;
--ablate prints the same with groups of signals left out, one after another.`;

/** Groups of features that are left out together to measure their value. */
const groups: Readonly<Record<string, readonly string[]>> = {
  "nothing left out": [],
  "recency and edited ranges": ["recency", "rank", "editedRecency"],
  "related names (sub-words)": ["related"],
  "lines of the same shape": ["sameShape1", "sameShape2", "sameShape3"],
  "neighbouring blocks": ["overlapBefore", "overlapAfter"],
  "names of the cursor's line": ["cursorLine"],
  "cover of the file": ["fileCover"],
  "receiver and members": ["ofReceiver", "member", "memberWanted", "memberUnwanted"],
};

const silent = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      write: { type: "boolean" },
      "cross-validate": { type: "boolean" },
      ablate: { type: "boolean" },
    },
  });
  if (values.data === undefined) return console.log(usage);
  const cases = loadCases(values.data);
  const first = [...makeExamples(cases, fittedWeights.block)];
  const block = fit(first, "blocks");
  // The examples of names depend on the shortlist of the new model of blocks.
  const examples = [...makeExamples(cases, block)];
  const weights = { block, name: fit(examples, "names") };
  console.log(sourceOf(weights));
  if (values.write)
    writeFileSync(
      fileURLToPath(new URL("../core/retrieval/rate/fittedWeights.ts", import.meta.url)),
      sourceOf(weights),
    );
  if (values["cross-validate"]) {
    const rows = await crossValidate(examples, { onlyRead: true, budgets: [1000, 2000], without: [] });
    console.log(retrievalTables(reportRetrieval(rows, "crossValidated"), "crossValidated"));
  }
  if (values.ablate) await ablate(examples);
}

async function ablate(examples: readonly CaseExamples[]): Promise<void> {
  const rows: (readonly string[])[] = [];
  for (const [name, without] of Object.entries(groups)) {
    const figures = summarizeRetrieval(await crossValidate(examples, { onlyRead: false, budgets: [1000], without }));
    rows.push([name, percent(figures.recall), percent(figures.similarity), percent(figures.exactLine)]);
    console.error(rows.at(-1)?.join("  "));
  }
  console.log(textTable(["left out", "recall", "ES best", "exact line"], rows));
}

function fit(
  examples: readonly CaseExamples[],
  kind: "blocks" | "names",
  without: readonly string[] = [],
): readonly number[] {
  const rows = joinRows(examples.map((each) => each[kind]));
  for (const [place, feature] of (kind === "blocks" ? blockFeatures : nameFeatures).entries()) {
    // A feature that never varies gets no weight.
    if (without.includes(feature))
      for (let at = place; at < rows.features.length; at += rows.width) rows.features[at] = 0;
  }
  return fitLogistic(rows).map((weight) => Number(weight.toPrecision(4)));
}

interface CrossValidation {
  readonly onlyRead: boolean;
  readonly budgets: readonly number[];
  readonly without: readonly string[];
}

/** Evaluates each repository with weights that were fitted on the others. */
async function crossValidate(
  examples: readonly CaseExamples[],
  plan: CrossValidation,
): Promise<readonly RetrievalRow[]> {
  const rows: RetrievalRow[] = [];
  const signal = new AbortController().signal;
  for (const [repo, own] of groupBy(examples, (each) => each.replayCase.repo)) {
    const others = examples.filter((each) => each.replayCase.repo !== repo);
    const weights: RetrievalWeights = {
      block: fit(others, "blocks", plan.without),
      name: fit(others, "names", plan.without),
    };
    const cases = own.map((each) => each.replayCase);
    for (const onlyRead of plan.onlyRead ? [false, true] : [false]) {
      const name = onlyRead ? "crossValidatedOnlyRead" : "crossValidated";
      const contender = retrieverContender(name, createRetriever({ ...defaultTuning, weights }), onlyRead);
      rows.push(...(await replayRetrieval(cases, [contender], plan.budgets, silent, signal)));
    }
  }
  return rows;
}

function sourceOf({ block, name }: RetrievalWeights): string {
  return `/** Weights of two logistic models, by feature. Generated by \`npm run fit:retrieval\`; do not edit. */
export interface RetrievalWeights {
  /** Probability of a block to contain a line like the wanted one: a weight per \`blockFeatures\`, then the bias. */
  readonly block: readonly number[];
  /** Probability of a name to be wanted: a weight per \`nameFeatures\`, then the bias. */
  readonly name: readonly number[];
}

export const fittedWeights: RetrievalWeights = {
  block: [${block.join(", ")}],
  name: [${name.join(", ")}],
};
`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
