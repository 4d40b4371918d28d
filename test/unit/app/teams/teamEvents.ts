import type { TelemetryEvent } from "../../../../src/core/statistics/events.ts";

const facts = { window: 1, languageId: "go", suggestion: 1, offer: 1, source: "server", characters: 12 } as const;
const model = { id: 3, protocol: "ollama", family: "qwen" } as const;

/** One accepted offer of a server, from its request to what remained of it. */
export const teamEvents: readonly TelemetryEvent[] = [
  {
    kind: "request", at: 1, window: 1, languageId: "go", request: 1, trigger: "automatic", outcome: "offered",
    reason: undefined, source: "server", reuse: "no", suggestion: 1, characters: 12, lines: 1, confidence: undefined,
    stagesMs: { total: 5 },
  },
  {
    kind: "modelRequest", at: 2, window: 1, languageId: "go", trigger: "automatic", suggestion: 1,
    snippets: { window: 1, outline: 0, definition: 0 }, redactions: 0, promptTokens: 100, cachedTokens: 40,
    completionTokens: 7, firstTokenMs: 80, cost: 0.002, failure: "prose", model,
  },
  { kind: "shown", at: 3, ...facts, trigger: "automatic", model, lines: 1, latencyMs: 120 },
  {
    kind: "ended", at: 4, ...facts, trigger: "automatic", model, outcome: "accepted", reason: "acceptedWhole",
    acceptedCharacters: 12, shownForMs: 900,
  },
  {
    kind: "retained", at: 4, ...facts, trigger: "automatic", model, afterMs: 600_000, acceptedCharacters: 12,
    retainedCharacters: 10, isStillInCode: true, isUndone: false,
  },
  { kind: "answerRated", at: 5, window: 1, languageId: "other", verdict: "down", reason: "wrong" },
  { kind: "otherCompleter", at: 6, window: 1, languageId: "other", completer: "copilot" },
]; // biome-ignore format: records
