import { familyOf } from "../../core/prompt/familyOf.ts";
import { isProtocol, type Protocol } from "../../core/server/protocols/protocols.ts";
import type { ModelFacts, TelemetryEvent } from "../../core/statistics/events.ts";
import { costOf, type PriceList, priceOf } from "../../core/statistics/priceList.ts";
import type { ModelNumbers } from "./modelNumbers.ts";

/** The settings that say which model answers and what it costs. */
export interface ModelSettings {
  readonly model: { readonly protocol: Protocol | "none"; readonly name: string; readonly fimFamily: string };
  readonly statistics: { readonly prices: PriceList };
}

export interface DescribeModelsDeps {
  readonly models: ModelNumbers;
  readonly settings: () => ModelSettings;
  /** Random number of this window. */
  readonly window: number;
}

/** Returns a function that adds to an event which window recorded it, which model answered, and what that cost. */
export function describeModels({ models, settings, window }: DescribeModelsDeps) {
  return (event: TelemetryEvent): TelemetryEvent => {
    if (event.kind === "modelRequest") {
      const { model, statistics } = settings();
      const cost = costOf(priceOf(statistics.prices, model.name), event);
      return { ...event, window, model: factsOf(models, model), cost };
    }
    if (event.kind === "rated" || event.source !== "server") return { ...event, window };
    // What is measured minutes after an acceptance keeps the model that wrote it.
    return { ...event, window, model: event.model ?? factsOf(models, settings().model) };
  };
}

function factsOf(models: ModelNumbers, { protocol, name, fimFamily }: ModelSettings["model"]): ModelFacts | undefined {
  if (!isProtocol(protocol)) return undefined;
  const family = familyOf({ family: fimFamily, model: name });
  return { id: models.numberOf(name), protocol, family };
}
