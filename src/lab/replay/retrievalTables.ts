import type { RetrievalReport } from "./replayReport.ts";
import type { RetrievalFigures } from "./retrievalReport.ts";
import type { Difference } from "./statistics.ts";
import { percent, textTable } from "./textTable.ts";

const header = [
  "retrieval", "recall", "all ids", "recall block", "ES best", "ES ≥ .8", "exact line", "rest copied",
  "tokens", "snippets", "p50 ms", "p95 ms",
]; // biome-ignore format: a table

/** Renders the tables of a retrieval replay: one per budget, gain over the baseline, recall by language and kind. */
export function retrievalTables(reports: Readonly<Record<string, RetrievalReport>>, baseline: string): string {
  const all = Object.entries(reports);
  const budgets = Object.keys(all[0]?.[1].byBudget ?? {});
  const parts = budgets.map((budget) => {
    const rows = all.flatMap(([name, report]) => {
      const figures = report.byBudget[budget];
      return figures ? [figuresRow(name, figures)] : [];
    });
    return `${budget} tokens, ${all[0]?.[1].cases ?? 0} cases\n${textTable(header, rows)}`;
  });
  const gains = all
    .filter(([name]) => name !== baseline)
    .map(([name, { gain }]) => [name, signed(gain.recall), signed(gain.similarity)]);
  parts.push(textTable([`against ${baseline}, ${budgets[0]} tokens`, "recall [95 %]", "ES best [95 %]"], gains));
  parts.push(splitTable("recall / ES by language", all, (report) => report.byLang));
  parts.push(splitTable("recall / ES by kind", all, (report) => report.byKind));
  return parts.join("\n\n");
}

function figuresRow(name: string, figures: RetrievalFigures): readonly string[] {
  return [
    name,
    percent(figures.recall),
    percent(figures.all),
    percent(figures.recallBlock),
    percent(figures.similarity),
    percent(figures.similarityAbove80),
    percent(figures.exactLine),
    percent(figures.restCopied),
    (figures.tokens ?? 0).toFixed(0),
    (figures.snippets ?? 0).toFixed(1),
    (figures.latency.p50 ?? 0).toFixed(2),
    (figures.latency.p95 ?? 0).toFixed(2),
  ];
}

function splitTable(
  title: string,
  all: readonly (readonly [string, RetrievalReport])[],
  split: (report: RetrievalReport) => Readonly<Record<string, RetrievalFigures>>,
): string {
  const tags = [...new Set(all.flatMap(([, report]) => Object.keys(split(report))))];
  const rows = all.map(([name, report]) => [
    name,
    ...tags.map((tag) => `${percent(split(report)[tag]?.recall)} / ${percent(split(report)[tag]?.similarity)}`),
  ]);
  return textTable([title, ...tags], rows);
}

function signed(difference: Difference | undefined): string {
  if (!difference) return "–";
  const sign = (value: number) => `${value >= 0 ? "+" : ""}${(value * 100).toFixed(1)}`;
  return `${sign(difference.mean)} [${sign(difference.low)}, ${sign(difference.high)}]`;
}
