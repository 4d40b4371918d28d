import {
  type Cluster,
  type ClusteredRatio,
  clusteredRatio,
  compareRatios,
  type RatioDifference,
} from "./clusteredRatio.ts";
import type { ModelRequestEvent, RetainedEvent, TelemetryEvent } from "./events.ts";
import { type FoldedOffer, OfferFold } from "./offerFold.ts";
import { leastPlaces } from "./planExperiment.ts";

/** What is compared: each is a ratio of two sums over places. */
export const experimentMeasures = ["acceptRate", "retained", "latencyMs", "cost"] as const;
export type ExperimentMeasure = (typeof experimentMeasures)[number];

/** Retained characters are compared this long after the acceptance, in milliseconds. */
const retainedAfterMs = 600_000;

/** What is known of one variant. */
export interface ArmFigures {
  /** Offers that have ended. */
  readonly offers: number;
  /** Files and hours with such offers. */
  readonly places: number;
  readonly measures: Readonly<Record<ExperimentMeasure, ClusteredRatio | undefined>>;
}

/** What an experiment found so far. */
export interface ExperimentFigures {
  readonly arms: readonly [ArmFigures, ArmFigures];
  /** Second less first. Only those of a complete experiment may be read as a result. */
  readonly differences: Readonly<Record<ExperimentMeasure, RatioDifference | undefined>>;
  /** Whether both variants have what was calculated before the start. */
  readonly isComplete: boolean;
  /** Offers that are missing, of both variants together. */
  readonly missingOffers: number;
  /** Files and hours that are missing, of both variants together. */
  readonly missingPlaces: number;
}

export interface ExperimentPlanFigures {
  /** Numbers of the variants. */
  readonly ids: readonly [number, number];
  readonly offersEach: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** undefined while it runs. */
  readonly stoppedAt: number | undefined;
}

interface Place {
  readonly sums: Readonly<Record<ExperimentMeasure, [numerator: number, denominator: number]>>;
}

class Arm {
  readonly places = new Map<string, Place>();
  offers = 0;

  add(key: string, measure: ExperimentMeasure, [numerator, denominator]: Cluster): void {
    const known = this.places.get(key);
    const place = known ?? { sums: { acceptRate: [0, 0], retained: [0, 0], latencyMs: [0, 0], cost: [0, 0] } };
    if (!known) this.places.set(key, place);
    place.sums[measure][0] += numerator;
    place.sums[measure][1] += denominator;
  }

  count(measure: ExperimentMeasure): number {
    return [...this.places.values()].filter(({ sums }) => sums[measure][1] > 0).length;
  }

  figures(): ArmFigures {
    const isPriced = [...this.places.values()].some(({ sums }) => sums.cost[0] > 0);
    const ratio = (measure: ExperimentMeasure) =>
      clusteredRatio([...this.places.values()].map(({ sums }) => sums[measure]));
    return {
      offers: this.offers,
      places: this.count("acceptRate"),
      measures: {
        acceptRate: ratio("acceptRate"),
        retained: ratio("retained"),
        latencyMs: ratio("latencyMs"),
        cost: isPriced ? ratio("cost") : undefined,
      },
    };
  }
}

/**
 * Sums up an experiment with a fixed horizon: the result is taken when each variant has as many offers as were calculated
 * before the start, from enough places, and later offers change nothing. Looking earlier therefore costs no error: there
 * is no result to act on.
 */
export class ExperimentSummary {
  readonly #plan: ExperimentPlanFigures;
  readonly #arms = [new Arm(), new Arm()] as const;
  readonly #fold = new OfferFold((offer) => this.#addOffer(offer));
  #completedAt: number | undefined;

  constructor(plan: ExperimentPlanFigures) {
    this.#plan = plan;
  }

  /** Events of one window have to be added in the order in which they were recorded. */
  add(event: TelemetryEvent): void {
    const { startedAt, stoppedAt = Number.POSITIVE_INFINITY } = this.#plan;
    if (event.variant === undefined || event.at < startedAt || event.at > stoppedAt) return;
    if (event.kind === "shown" || event.kind === "ended") this.#fold.add(event);
    else if (event.kind === "retained") this.#addRetained(event);
    else if (event.kind === "modelRequest") this.#addRequest(event);
  }

  /** No further events follow. */
  finish(): ExperimentFigures {
    this.#fold.finish();
    const [first, second] = [this.#arms[0].figures(), this.#arms[1].figures()];
    const difference = (measure: ExperimentMeasure) => compareRatios(first.measures[measure], second.measures[measure]);
    const missing = (of: "offers" | "places", most: number) =>
      Math.max(0, most - first[of]) + Math.max(0, most - second[of]);
    return {
      arms: [first, second],
      differences: {
        acceptRate: difference("acceptRate"),
        retained: difference("retained"),
        latencyMs: difference("latencyMs"),
        cost: difference("cost"),
      },
      isComplete: this.#completedAt !== undefined,
      missingOffers: missing("offers", this.#plan.offersEach),
      missingPlaces: missing("places", leastPlaces),
    };
  }

  #armOf({ variant }: Pick<TelemetryEvent, "variant">): Arm | undefined {
    const index = this.#plan.ids.indexOf(variant?.id ?? -1);
    return this.#arms[index];
  }

  #addOffer({ facts, outcome, latencyMs }: FoldedOffer): void {
    const arm = this.#armOf(facts);
    if (!arm || outcome === undefined || this.#completedAt !== undefined) return;
    const key = keyOf(facts);
    arm.offers++;
    arm.add(key, "acceptRate", [outcome === "rejected" || outcome === "ignored" ? 0 : 1, 1]);
    // The cost of a variant is that of all its requests, for each offer.
    arm.add(key, "cost", [0, 1]);
    if (latencyMs !== undefined) arm.add(key, "latencyMs", [latencyMs, 1]);
    if (this.#isEnough()) this.#completedAt = facts.at;
  }

  #isEnough(): boolean {
    const { offersEach } = this.#plan;
    return this.#arms.every((arm) => arm.offers >= offersEach && arm.count("acceptRate") >= leastPlaces);
  }

  #addRetained(event: RetainedEvent): void {
    if (event.afterMs !== retainedAfterMs || this.#isOver(event.at)) return;
    const { acceptedCharacters, retainedCharacters } = event;
    const counts: Cluster = [Math.min(acceptedCharacters, retainedCharacters), acceptedCharacters];
    this.#armOf(event)?.add(keyOf(event), "retained", counts);
  }

  #addRequest(event: ModelRequestEvent): void {
    if (event.cost === undefined || this.#isOver(event.at)) return;
    this.#armOf(event)?.add(keyOf(event), "cost", [event.cost, 0]);
  }

  #isOver(at: number): boolean {
    return this.#completedAt !== undefined && at > this.#completedAt;
  }
}

function keyOf({ window = -1, variant }: Pick<TelemetryEvent, "window" | "variant">): string {
  return `${window} ${variant?.place}`;
}
