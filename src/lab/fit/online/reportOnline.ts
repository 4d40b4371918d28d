import { confidenceThresholds } from "../../../core/engine/score/thresholds.ts";
import { summarizeFeel } from "../../replay/feelReport.ts";
import type { FeelRow } from "../../replay/replayTypingFeel.ts";
import { bootstrapMean } from "../../replay/statistics.ts";
import { textTable } from "../../replay/textTable.ts";
import { probability } from "../logOddsLine.ts";
import type { RecordedRepo } from "../recordStops.ts";
import { constantOf, constantsByKindOf, likeliestShift } from "./constants.ts";
import { type Learner, type LearnerSetting, learners } from "./learners.ts";
import {
  average, errorBeyondChance, feelCells, feelHeader, losses, lowest, points, spread, statedCells, statedHeader, sum,
} from "./onlineFigures.ts"; // biome-ignore format: a list
import { constantShift, learnAfter, learnBeside, type Recalibrator, type ShownOffer } from "./recalibrator.ts";
import { kindsOfOffer, type StatedStop } from "./statedStop.ts";
import { type TypedLines, typeRecorded } from "./typeRecorded.ts";

const options = { minConfidence: confidenceThresholds.balanced, maxLines: 1 };
const shifts = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
const unchanged = constantShift(() => 0);

type StatedRepo = RecordedRepo<StatedStop>;

/** A repository typed without a correction, and with constant ones. */
interface Typed extends StatedRepo {
  readonly base: TypedLines;
  readonly byShift: ReadonlyMap<number, TypedLines>;
  /** The likeliest shifts of the other repositories' offers, by kind. */
  readonly fromOthers: Recalibrator;
}

/**
 * Prints what confidence gains from learning by the outcomes in one repository, compared with constants that the other
 * repositories or the repository itself would choose.
 */
export async function reportOnline(repos: readonly StatedRepo[], print: (text: string) => void): Promise<void> {
  const typed = await typeWithConstants(repos);
  print(`\nShown without a correction, repository left out:\n${baseTable(typed)}`);
  print(`\nThe same by kind, in log odds:\n${kindTable(typed)}`);
  print(`\nThe best constant shift of the log odds by net benefit, in points:\n${constantTable(typed)}`);
  print(`\nWhat would be stated of the same offers:\n${statedTable(typed)}`);
  print(`\nThresholds applied to the corrected confidence, in points:\n${await feelTable(typed)}`);
}

async function typeWithConstants(repos: readonly StatedRepo[]): Promise<readonly Typed[]> {
  const typed: Omit<Typed, "fromOthers">[] = [];
  for (const each of repos) {
    const byShift = new Map<number, TypedLines>();
    for (const shift of shifts)
      byShift.set(
        shift,
        await typeAll(
          each,
          constantShift(() => shift),
        ),
      );
    typed.push({ ...each, byShift, base: byShift.get(0) ?? { rows: [], shown: [] } });
  }
  return typed.map((each) => {
    const others = typed.filter((other) => other !== each).flatMap(({ base }) => base.shown);
    return { ...each, fromOthers: constantsByKindOf(others) };
  });
}

function typeAll({ lines }: StatedRepo, recalibrator: Recalibrator): Promise<TypedLines> {
  return typeRecorded(lines, recalibrator, options);
}

function baseTable(typed: readonly Pick<Typed, "repo" | "base">[]): string {
  const all = { rows: typed.flatMap(({ base }) => base.rows), shown: typed.flatMap(({ base }) => base.shown) };
  const rows = [...typed.map(({ repo, base }) => ({ repo, ...base })), { repo: "all", ...all }];
  return textTable(
    ["repository", "lines", "offers", ...statedHeader, ...feelHeader],
    rows.map((each) => {
      return [
        each.repo,
        `${each.rows.length}`,
        `${each.shown.length}`,
        ...statedCells(each.shown),
        ...feelCells(each.rows),
      ];
    }),
  );
}

function kindTable(typed: readonly Typed[]): string {
  const rows = kindsOfOffer.map((kind) => {
    const byRepo = typed.map(({ base }) => base.shown.filter((offer) => offer.kind === kind));
    const offers = byRepo.flat();
    const shift = likeliestShift(offers).toFixed(2);
    return [
      kind,
      `${offers.length}`,
      ...statedCells(offers),
      shift,
      ...byRepo.map((each) => likeliestShift(each).toFixed(2)),
    ];
  });
  return textTable(["kind", "offers", ...statedHeader, "likeliest shift", ...typed.map(({ repo }) => repo)], rows);
}

function constantTable(typed: readonly Typed[]): string {
  const all = () => true;
  const rows = typed.map((each) => {
    const own = bestShift([each], all);
    const others = bestShift(othersOf(each, typed), all);
    const halves = [0, 1].map((half) => {
      const shift = bestShift([each], (line) => line % 2 === half);
      return gainAt(each, shift, (line) => line % 2 !== half);
    });
    const likeliest = likeliestShift(each.base.shown);
    const gains = [gainAt(each, own, all), average(halves), gainAt(each, others, all)];
    return { repo: each.repo, own, others, likeliest, gains };
  });
  const cells = rows.map(({ repo, own, others, likeliest, gains }) => {
    const [ofOwn = 0, ofHalf = 0, ofOthers = 0] = gains;
    return [repo, `${own}`, points(ofOwn), points(ofHalf), `${others}`, points(ofOthers), likeliest.toFixed(2)];
  });
  const [own, half, others] = [0, 1, 2].map((at) => points(average(rows.map(({ gains }) => gains[at] ?? 0))));
  const header = [
    "repository",
    "in hindsight",
    "gain",
    "chosen on half of the lines",
    "of the others",
    "gain",
    "likeliest",
  ];
  return textTable(header, [...cells, ["mean", "", own ?? "", half ?? "", "", others ?? "", ""]]);
}

function statedTable(typed: readonly Typed[]): string {
  const reference = typed.flatMap(({ base, fromOthers }) => losses(statedWith(base.shown, fromOthers)));
  const rowOf = (name: string, create: (each: Typed) => Recalibrator) => {
    const stated = typed.map((each) => statedWith(each.base.shown, create(each)));
    const against = bootstrapMean(losses(stated.flat()).map((loss, at) => loss - (reference[at] ?? 0)));
    const change = (of: (shown: readonly ShownOffer[]) => number) =>
      spread(
        typed.map(({ base }, at) => of(stated[at] ?? []) - of(base.shown)),
        (value) => value.toFixed(3),
      );
    const interval = against ? [against.mean, against.low, against.high].map((value) => value.toFixed(3)) : [];
    return [
      name,
      ...statedCells(stated.flat()).slice(2),
      `${interval[0]} (${interval[1]} to ${interval[2]})`,
      change((shown) => average(losses(shown))),
      change(errorBeyondChance),
    ];
  };
  const learnt = (start: string, before: (each: Typed) => Recalibrator) =>
    learners.map((learner) =>
      rowOf(start + learner.name, (each) => {
        const lossOf = ({ create }: LearnerSetting) =>
          sum(
            othersOf(each, typed).flatMap((other) =>
              losses(statedWith(other.base.shown, learnAfter(before(other), create()))),
            ),
          );
        return learnAfter(before(each), lowest(learner.settings, lossOf).create());
      }),
    );
  const header = [
    "correction",
    ...statedHeader.slice(2),
    "log loss against the constants of the others by kind",
    "log loss by repository",
    "error beyond chance by repository",
  ];
  return textTable(header, [
    rowOf("none", () => unchanged),
    rowOf("constant of the others", (each) => constantOf(othersOf(each, typed).flatMap(({ base }) => base.shown))),
    rowOf("constants of the others by kind", ({ fromOthers }) => fromOthers),
    ...learnt("", () => unchanged),
    ...learnt("after these constants: ", ({ fromOthers }) => fromOthers),
    rowOf("constant in hindsight", ({ base }) => constantOf(base.shown)),
    rowOf("constants in hindsight by kind", ({ base }) => constantsByKindOf(base.shown)),
  ]);
}

async function feelTable(typed: readonly Typed[]): Promise<string> {
  const rowOf = (name: string, results: readonly TypedLines[]) => {
    const gains = results.map(({ rows }, at) => benefit(rows) - benefit(typed[at]?.base.rows ?? []));
    return [name, ...feelCells(results.flatMap(({ rows }) => rows)), spread(gains, points)];
  };
  const typeEach = async (create: (each: Typed) => Recalibrator) => {
    const results: TypedLines[] = [];
    for (const each of typed) results.push(await typeAll(each, create(each)));
    return results;
  };
  const learnt = async (learner: Learner, wrap: (each: Typed, learner: Recalibrator) => Recalibrator) => {
    const tried: (readonly TypedLines[])[] = [];
    for (const { create } of learner.settings) tried.push(await typeEach((each) => wrap(each, create())));
    return typed.map((_, held) => {
      const costElsewhere = (results: readonly TypedLines[]) =>
        -sum(results.map(({ rows }, at) => (at === held ? 0 : benefit(rows))));
      return lowest(tried, costElsewhere)[held] ?? { rows: [], shown: [] };
    });
  };
  const rows = [
    rowOf("none", typed.map(({ base }) => base)),
    rowOf("constants of the others by kind", await typeEach(({ fromOthers }) => fromOthers)),
  ]; // biome-ignore format: a table
  for (const each of learners) rows.push(rowOf(each.name, await learnt(each, (_, learner) => learner)));
  for (const each of learners) {
    const results = await learnt(each, ({ fromOthers }, learner) => learnBeside(fromOthers, learner));
    rows.push(rowOf(`beside these constants: ${each.name}`, results));
  }
  const hindsight = await typeEach(({ base, fromOthers }) => {
    const corrected = base.shown.map((offer) => ({ ...offer, logOdds: fromOthers.correct(offer) }));
    return learnBeside(fromOthers, constantOf(corrected));
  });
  rows.push(rowOf("beside these constants: likeliest constant in hindsight", hindsight));
  rows.push(rowOf("likeliest constant in hindsight", await typeEach(({ base }) => constantOf(base.shown))));
  return textTable(["correction", ...feelHeader, "net benefit by repository"], rows);
}

/** The offers as a recalibrator would have stated them that learns from each before the next. */
function statedWith(shown: readonly ShownOffer[], recalibrator: Recalibrator): readonly ShownOffer[] {
  return shown.map((offer) => {
    const confidence = probability(recalibrator.correct(offer));
    recalibrator.learn(offer);
    return { ...offer, confidence };
  });
}

function othersOf(each: Typed, typed: readonly Typed[]): readonly Typed[] {
  return typed.filter((other) => other !== each);
}

/** The shift of the greatest net benefit on some lines of some repositories. */
function bestShift(typed: readonly Typed[], isTaken: (line: number) => boolean): number {
  return lowest(shifts, (shift) => -sum(typed.map((each) => gainAt(each, shift, isTaken))));
}

function gainAt({ base, byShift }: Typed, shift: number, isTaken: (line: number) => boolean): number {
  const taken = ({ rows }: TypedLines) => rows.filter((_, line) => isTaken(line));
  return benefit(taken(byShift.get(shift) ?? base)) - benefit(taken(base));
}

function benefit(rows: readonly FeelRow[]): number {
  return summarizeFeel(rows).netBenefit;
}
