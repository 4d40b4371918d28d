import { familyOf } from "../../core/prompt/familyOf.ts";
import { isProtocol, type Protocol } from "../../core/server/protocols/protocols.ts";
import type { ModelFacts, TelemetryEvent } from "../../core/statistics/events.ts";
import { costOf, type PriceList, priceOf } from "../../core/statistics/priceList.ts";
import type { NameNumbers } from "./nameNumbers.ts";

/** The settings that say which model answers and what it costs. */
export interface ModelSettings {
  readonly model: { readonly protocol: Protocol | "none"; readonly name: string; readonly fimFamily: string };
  readonly statistics: { readonly prices: PriceList };
}

export interface DescribeModelsDeps {
  readonly models: NameNumbers;
  readonly settings: () => ModelSettings;
  /** The model that is asked for next edits; undefined if none is. */
  readonly nextEditModel?: () => ModelSettings["model"] | undefined;
  /** The model that a variant asks; undefined for the configured one. */
  readonly modelOf: (variant: number) => string | undefined;
  /** Random number of this window. */
  readonly window: number;
}

/** Returns a function that adds to an event which window recorded it, which model answered, and what that cost. */
export function describeModels({ models, settings, nextEditModel, modelOf, window }: DescribeModelsDeps) {
  const modelFor = (event: TelemetryEvent): ModelSettings["model"] => {
    const { model } = settings();
    if (isOfNextEdit(event)) return nextEditModel?.() ?? model;
    const { variant } = event;
    return { ...model, name: (variant && modelOf(variant.id)) ?? model.name };
  };
  return (event: TelemetryEvent): TelemetryEvent => {
    if (event.kind === "modelRequest") {
      const model = modelFor(event);
      const cost = costOf(priceOf(settings().statistics.prices, model.name), event);
      return { ...event, window, model: factsOf(models, model), cost };
    }
    const isOfModel = "source" in event && (event.source === "server" || event.source === "nextEditModel");
    if (!isOfModel) return { ...event, window };
    // What is measured minutes after an acceptance keeps the model that wrote it.
    return { ...event, window, model: event.model ?? factsOf(models, modelFor(event)) };
  };
}

function isOfNextEdit(event: TelemetryEvent): boolean {
  if (event.kind === "modelRequest") return event.trigger === "nextEdit";
  return "source" in event && event.source === "nextEditModel";
}

function factsOf(models: NameNumbers, { protocol, name, fimFamily }: ModelSettings["model"]): ModelFacts | undefined {
  if (!isProtocol(protocol)) return undefined;
  const family = familyOf({ family: fimFamily, model: name });
  return { id: models.numberOf(name), protocol, family };
}
