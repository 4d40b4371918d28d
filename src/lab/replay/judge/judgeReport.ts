import { percent, textTable } from "../textTable.ts";
import { type JudgedPair, squeeze, type Verdict } from "./judgeAnswers.ts";

/** How a judge compared two sets of answers. */
export interface JudgeFigures {
  readonly first: string;
  readonly second: string;
  readonly counts: Readonly<Record<Verdict | "same", number>>;
  /** Share of the asked pairs whose verdict was the same in both orders, in [0, 1]. */
  readonly agreement: number | undefined;
  /** Of the pairs of which one answer alone is exactly what the author wrote: how often the judge preferred that one. */
  readonly prefersExact: number | undefined;
  readonly oneExact: number;
}

export function reportJudge(judged: readonly JudgedPair[], first: string, second: string): JudgeFigures {
  const counts = { first: 0, second: 0, tie: 0, inconsistent: 0, unreadable: 0, failed: 0, same: 0 };
  for (const { verdict } of judged) counts[verdict]++;
  const { inconsistent, unreadable, failed, same } = counts;
  const asked = judged.length - same - failed;
  const oneExact = judged.flatMap(({ pair, verdict }) => {
    const written = squeeze(pair.replayCase.targetLine);
    const exact = [pair.first, pair.second].map((text) => squeeze(text.split("\n")[0] ?? "") === written);
    if (exact[0] === exact[1]) return [];
    return [verdict === (exact[0] ? "first" : "second")];
  });
  return {
    first,
    second,
    counts,
    agreement: asked === 0 ? undefined : (asked - inconsistent - unreadable) / asked,
    prefersExact: oneExact.length === 0 ? undefined : oneExact.filter(Boolean).length / oneExact.length,
    oneExact: oneExact.length,
  };
}

export function judgeTable(label: string, figures: readonly JudgeFigures[]): string {
  const rows = figures.map(({ first, second, counts, agreement, prefersExact, oneExact }) => [
    `${first} / ${second}`,
    String(counts.first),
    String(counts.second),
    String(counts.tie),
    String(counts.same),
    String(counts.inconsistent),
    String(counts.unreadable),
    String(counts.failed),
    percent(agreement),
    `${percent(prefersExact)} of ${oneExact}`,
  ]);
  return textTable(
    [
      ...[`judged by ${label}`, "first", "second", "tie", "same", "inconsistent", "unreadable", "failed"],
      ...["agreement", "prefers exact"],
    ],
    rows,
  );
}
