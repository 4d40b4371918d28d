import type { TelemetryEvent } from "./events.ts";

/** Columns of the exported table, in order; those of nested members contain a dot. docs/events.md explains each. */
export const eventColumns = [
  "kind",
  "at",
  "window",
  "languageId",
  "trigger",
  "source",
  "outcome",
  "reason",
  "request",
  "suggestion",
  "offer",
  "reuse",
  "confidence",
  "characters",
  "acceptedCharacters",
  "lines",
  "latencyMs",
  "shownForMs",
  "afterMs",
  "retainedCharacters",
  "isStillInCode",
  "isUndone",
  "verdict",
  "completer",
  "model.id",
  "model.protocol",
  "model.family",
  "variant.id",
  "variant.place",
  "snippets.window",
  "snippets.outline",
  "snippets.definition",
  "redactions",
  "promptTokens",
  "cachedTokens",
  "completionTokens",
  "firstTokenMs",
  "cost",
  "failure",
  "stagesMs.context",
  "stagesMs.embedded",
  "stagesMs.retrieval",
  "stagesMs.prompt",
  "stagesMs.delay",
  "stagesMs.model",
  "stagesMs.postprocess",
  "stagesMs.total",
] as const;

/** The table's first line. */
export const eventHeader = eventColumns.join(",");

/** One event as a line of comma-separated values (RFC 4180). Values are numbers and fixed words: none needs quotes. */
export function eventRow(event: TelemetryEvent): string {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(event)) {
    if (typeof value !== "object") values.set(name, value);
    else for (const [member, nested] of Object.entries(value ?? {})) values.set(`${name}.${member}`, nested);
  }
  values.set("at", new Date(event.at).toISOString());
  return eventColumns.map((column) => String(values.get(column) ?? "")).join(",");
}
