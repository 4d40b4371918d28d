import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { retrieverContender } from "../core/replay/contender.ts";
import { fitLogistic } from "../core/replay/logisticFit.ts";
import { reportRetrieval } from "../core/replay/replayReport.ts";
import { type RetrievalRow, replayRetrieval } from "../core/replay/replayRetrieval.ts";
import { type CaseExamples, joinRows, makeExamples } from "../core/replay/retrievalExamples.ts";
import { groupBy } from "../core/replay/retrievalReport.ts";
import { retrievalTables } from "../core/replay/retrievalTables.ts";
import { fittedWeights, type RetrievalWeights } from "../core/retrieval/fittedWeights.ts";
import { createRetriever, defaultTuning } from "../core/retrieval/retriever.ts";
import { loadCases } from "./loadCases.ts";

const usage = `Usage: npm run fit:retrieval -- --data DIR [--write] [--cross-validate]

Fits the weights of retrieval on replay cases. --write replaces src/core/retrieval/fittedWeights.ts;
--cross-validate prints what weights fitted on the other repositories make of each repository.`;

const silent = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: "string" }, write: { type: "boolean" }, "cross-validate": { type: "boolean" } },
  });
  if (values.data === undefined) return console.log(usage);
  const cases = loadCases(values.data);
  const first = [...makeExamples(cases, fittedWeights.block)];
  const block = fit(first, "blocks");
  // Names see the shortlist that the new model of blocks makes.
  const examples = [...makeExamples(cases, block)];
  const weights = { block, name: fit(examples, "names") };
  console.log(sourceOf(weights));
  if (values.write)
    writeFileSync(fileURLToPath(new URL("../core/retrieval/fittedWeights.ts", import.meta.url)), sourceOf(weights));
  if (values["cross-validate"]) await crossValidate(examples);
}

function fit(examples: readonly CaseExamples[], kind: "blocks" | "names"): readonly number[] {
  return fitLogistic(joinRows(examples.map((each) => each[kind]))).map((weight) => Number(weight.toPrecision(4)));
}

/** Each repository is answered with weights fitted on the others. */
async function crossValidate(examples: readonly CaseExamples[]): Promise<void> {
  const rows: RetrievalRow[] = [];
  const signal = new AbortController().signal;
  for (const [repo, own] of groupBy(examples, (each) => each.replayCase.repo)) {
    const others = examples.filter((each) => each.replayCase.repo !== repo);
    const weights: RetrievalWeights = { block: fit(others, "blocks"), name: fit(others, "names") };
    const cases = own.map((each) => each.replayCase);
    for (const onlyRead of [false, true]) {
      const name = onlyRead ? "crossValidatedOnlyRead" : "crossValidated";
      const contender = retrieverContender(name, createRetriever({ ...defaultTuning, weights }), onlyRead);
      rows.push(...(await replayRetrieval(cases, [contender], [1000, 2000], silent, signal)));
    }
  }
  console.log(retrievalTables(reportRetrieval(rows, "crossValidated"), "crossValidated"));
}

function sourceOf({ block, name }: RetrievalWeights): string {
  return `/** Weights of two logistic models, by feature. Made by \`npm run fit:retrieval\`; do not edit by hand. */
export interface RetrievalWeights {
  /** Chance of a block to hold a line much like the wanted one, by \`blockFeatures\`, with the bias last. */
  readonly block: readonly number[];
  /** Chance of a name to be wanted, by \`nameFeatures\`, with the bias last. */
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
