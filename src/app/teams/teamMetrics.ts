import { eventLanguage } from "../../core/statistics/eventLanguage.ts";
import type { ModelRequestEvent, RetainedEvent, TelemetryEvent } from "../../core/statistics/events.ts";
import { type FoldedOffer, OfferFold } from "../../core/statistics/offerFold.ts";

/** Words of closed unions, never a name or text that the user chose. */
export type MetricAttributes = Readonly<Record<string, string>>;

/** Where metrics go. */
export interface Meter {
  /** Adds to a counter. */
  count(name: CounterName, value: number, attributes: MetricAttributes): void;
  /** Records one value of a histogram. */
  record(name: HistogramName, value: number, attributes: MetricAttributes): void;
}

/** Every counter, with its unit and what it counts. docs/teams/README.md lists them; a test compares. */
export const counters = {
  "hunch.requests": { unit: "{request}", description: "Requests of the editor, by how they ended." },
  "hunch.offers": { unit: "{offer}", description: "Offers that have ended, by outcome." },
  "hunch.offered.characters": { unit: "{character}", description: "Characters of offers that have ended." },
  "hunch.accepted.characters": { unit: "{character}", description: "Characters accepted with a key." },
  "hunch.keystrokes.saved": {
    unit: "{keystroke}",
    description: "Accepted characters, less one key for each acceptance.",
  },
  "hunch.retention.measured": {
    unit: "{suggestion}",
    description: "Accepted suggestions whose retention was measured.",
  },
  "hunch.retention.kept": { unit: "{suggestion}", description: "Of these, those that are still in the code." },
  "hunch.retention.characters": { unit: "{character}", description: "Accepted characters that are still in the code." },
  "hunch.server.requests": { unit: "{request}", description: "Requests to model servers." },
  "hunch.server.tokens": { unit: "{token}", description: "Tokens that model servers reported, by kind." },
  "hunch.server.cost": { unit: "{cost}", description: "Cost of requests, in the currency of the user's prices." },
  "hunch.answers.rated": { unit: "{answer}", description: "Thumbs on answers of Ask." },
  "hunch.server.failures": { unit: "{answer}", description: "Answers with something wrong, by kind." },
} as const;
export type CounterName = keyof typeof counters;

/** Every histogram. */
export const histograms = {
  "hunch.time_to_show": { unit: "ms", description: "From the request of the editor until it had the suggestion." },
  "hunch.server.first_token": { unit: "ms", description: "From a request to a server to the first token." },
} as const;
export type HistogramName = keyof typeof histograms;

/** Upper ends of the buckets of both histograms, in milliseconds. */
export const bucketsMs = [5, 10, 20, 50, 100, 200, 400, 800, 1_500, 3_000, 10_000] as const;

/** Turns events into the metrics of a team. Offers count when they are closed, so that a correction counts once. */
export class TeamMetrics {
  readonly #meter: Meter;
  readonly #fold = new OfferFold((offer) => this.#addOffer(offer));

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  add(event: TelemetryEvent): void {
    switch (event.kind) {
      case "shown":
      case "ended":
        this.#fold.add(event);
        break;
      case "retained":
        this.#addRetained(event);
        break;
      case "modelRequest":
        this.#addModelRequest(event);
        break;
      case "answerRated":
        this.#meter.count("hunch.answers.rated", 1, { verdict: event.verdict, reason: event.reason ?? "none" });
        break;
      case "otherCompleter":
        break; // What else runs in an editor is not the team's business.
      case "request":
        this.#meter.count("hunch.requests", 1, {
          ...languageOf(event),
          outcome: event.outcome,
          reason: event.reason ?? "none",
          trigger: event.trigger,
        });
        break;
    }
  }

  /** Counts the offers that are still open. */
  finish(): void {
    this.#fold.finish();
  }

  #addOffer({ facts, outcome, characters, acceptedCharacters, latencyMs }: FoldedOffer): void {
    const { source, trigger = "automatic" } = facts;
    const attributes = { ...languageOf(facts), source, trigger };
    if (latencyMs !== undefined) this.#meter.record("hunch.time_to_show", latencyMs, { source, trigger });
    if (outcome === undefined) return;
    this.#meter.count("hunch.offers", 1, { ...attributes, outcome });
    this.#meter.count("hunch.offered.characters", characters, attributes);
    this.#meter.count("hunch.accepted.characters", acceptedCharacters, attributes);
    this.#meter.count("hunch.keystrokes.saved", Math.max(0, acceptedCharacters - 1), attributes);
  }

  #addRetained(event: RetainedEvent): void {
    const { source, afterMs, acceptedCharacters, retainedCharacters, isStillInCode } = event;
    const attributes = { ...languageOf(event), source, after: `${afterMs / 1_000}s` };
    this.#meter.count("hunch.retention.measured", 1, attributes);
    this.#meter.count("hunch.retention.kept", isStillInCode ? 1 : 0, attributes);
    this.#meter.count("hunch.retention.characters", Math.min(acceptedCharacters, retainedCharacters), attributes);
  }

  #addModelRequest(event: ModelRequestEvent): void {
    const { trigger, promptTokens = 0, cachedTokens = 0, completionTokens = 0, firstTokenMs, cost, failure } = event;
    const attributes = { protocol: event.model?.protocol ?? "other", family: event.model?.family ?? "none" };
    this.#meter.count("hunch.server.requests", 1, { ...attributes, trigger });
    const tokens = { input: Math.max(0, promptTokens - cachedTokens), cached: cachedTokens, output: completionTokens };
    for (const [kind, count] of Object.entries(tokens))
      this.#meter.count("hunch.server.tokens", count, { ...attributes, kind });
    if (cost !== undefined) this.#meter.count("hunch.server.cost", cost, attributes);
    if (failure !== undefined) this.#meter.count("hunch.server.failures", 1, { ...attributes, failure });
    if (firstTokenMs !== undefined) this.#meter.record("hunch.server.first_token", firstTokenMs, attributes);
  }
}

function languageOf({ languageId }: Pick<TelemetryEvent, "languageId">): MetricAttributes {
  return { language: eventLanguage(languageId) };
}
