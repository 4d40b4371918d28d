import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { eventFileName } from "../../src/app/journal/eventFiles.ts";
import { formatEvent } from "../../src/core/statistics/eventLines.ts";
import type { TelemetryEvent } from "../../src/core/statistics/events.ts";
import { randomFrom } from "./random.ts";

const dayMs = 86_400_000;
const languages = ["typescript", "python", "go"] as const;
const model = { id: 1, protocol: "ollama", family: "qwen" } as const;

/** Events of some weeks of work before today, reproducible: of two sources, three languages and one model, and of two other completers. */
export function recordedDays(days: number, now: number): readonly TelemetryEvent[] {
  const { below, pick } = randomFrom(11);
  const events: TelemetryEvent[] = [];
  let number = 0;
  for (let daysAgo = days; daysAgo >= 1; daysAgo--) {
    const count = 8 + below(30);
    for (let index = 0; index < count; index++)
      events.push(...offerOf(++number, now - daysAgo * dayMs + index * 60_000));
    for (const [completer, everyDays] of [
      ["copilot", 3],
      ["continue", 8],
    ] as const) {
      if (daysAgo % everyDays !== 0) continue;
      events.push({ kind: "otherCompleter", at: now - daysAgo * dayMs, window: 7, languageId: "other", completer });
    }
  }
  return events;

  function offerOf(offer: number, at: number): readonly TelemetryEvent[] {
    const isServed = below(3) === 0;
    const confidence = isServed ? undefined : (40 + below(60)) / 100;
    const characters = 8 + below(40);
    const facts = {
      at, window: 7, languageId: pick(languages), suggestion: offer, offer, trigger: "automatic",
      source: isServed ? "server" : "embedded", confidence, model: isServed ? model : undefined, characters,
    } as const; // biome-ignore format: a record
    const isAccepted = below(100) < 100 * (confidence ?? 0.5) - 15;
    const outcome = isAccepted ? "accepted" : below(4) === 0 ? "rejected" : "ignored";
    const acceptedCharacters = isAccepted ? characters : 0;
    const request: TelemetryEvent = {
      kind: "modelRequest", at, window: 7, languageId: facts.languageId, trigger: "automatic", suggestion: offer, model,
      snippets: { window: 3, outline: 1, definition: 0 }, redactions: 0, promptTokens: 900 + below(900), cachedTokens: 400,
      completionTokens: 10 + below(30), firstTokenMs: 60 + below(200), cost: 0.0004,
      ...(below(20) === 0 ? { failure: pick(["prose", "refusal", "overlong"] as const) } : {}),
    }; // biome-ignore format: a record
    return [
      ...(isServed ? [request] : []),
      { kind: "shown", ...facts, lines: 1, latencyMs: isServed ? 80 + below(600) : 4 + below(20) },
      { kind: "ended", ...facts, outcome, reason: "movedAway", acceptedCharacters, shownForMs: 900 },
      ...(isAccepted
        ? ([15_000, 30_000, 120_000, 300_000, 600_000] as const).map((afterMs, step): TelemetryEvent => {
            const isStillInCode = below(100) > 4 + 4 * step;
            const retainedCharacters = isStillInCode ? characters : 0;
            return {
              kind: "retained",
              ...facts,
              afterMs,
              acceptedCharacters,
              retainedCharacters,
              isStillInCode,
              isUndone: false,
            };
          })
        : []),
    ];
  }
}

/** Writes events as a window does. */
export async function writeEvents(folder: string, events: readonly TelemetryEvent[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const event of events) await appendFile(join(folder, eventFileName(event)), `\n${formatEvent(event)}\n`);
}
