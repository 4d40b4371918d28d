import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventFileName } from "../../app/journal/eventFiles.ts";
import { EventJournal } from "../../app/journal/eventJournal.ts";
import { loadStatistics } from "../../app/journal/loadStatistics.ts";
import { formatEvent } from "../../core/statistics/eventLines.ts";
import type { TelemetryEvent } from "../../core/statistics/events.ts";
import { nodeLineFiles } from "../../node/nodeLineFiles.ts";

/**
 * `npm run bench:statistics`: records a million events of ninety days in the mix of typing (eight requests for each
 * offer, as the replay of typing has them), then prints how long the statistics page's ranges take to read and sum up,
 * and how much memory that adds: the first time, when the sums of whole days are built and kept, and later.
 */
const total = 1_000_000;
const days = 90;
const requestsPerOffer = 8;
const now = new Date().setHours(12, 0, 0, 0);
const dayMs = 86_400_000;

const folder = mkdtempSync(join(tmpdir(), "hunch-statistics-"));
const files = nodeLineFiles(folder);
try {
  const names = await write();
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  console.log(`${total.toLocaleString()} events in ${names.length} files, ${Math.round(bytes / 1e6)} MB`);
  for (const range of [0, 90, 30, 7, 1]) {
    for (const name of await files.names()) if (name.startsWith("sums")) await files.remove(name);
    await measure(range, "first");
    await measure(range, "later");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function write(): Promise<readonly string[]> {
  const perDay = Math.floor(total / days);
  const names: string[] = [];
  let offer = 0;
  for (let day = 0; day < days; day++) {
    const at = now - (days - 1 - day) * dayMs;
    const events: TelemetryEvent[] = [];
    while (events.length < perDay) events.push(...eventsOf(++offer, at + offer));
    for (const name of new Set(events.map(eventFileName))) {
      names.push(name);
      const lines = events.filter((event) => eventFileName(event) === name).map(formatEvent);
      for (let start = 0; start < lines.length; start += 1_000) {
        await files.append(name, `\n${lines.slice(start, start + 1_000).join("\n")}\n`);
      }
    }
  }
  return names;
}

/** The events of one offer: its requests, and what became of it; every third is accepted and followed. */
function eventsOf(offer: number, at: number): readonly TelemetryEvent[] {
  const facts = { at, window: 1, languageId: "typescript", suggestion: offer, trigger: "automatic" } as const;
  const shown = { ...facts, offer, source: "embedded", confidence: (offer % 100) / 100, characters: 24 } as const;
  const isAccepted = offer % 3 === 0;
  const stagesMs = { context: 0.31, embedded: 4.02, total: 4.9 };
  const answer = {
    source: "embedded",
    reuse: "typedThrough",
    characters: 24,
    lines: 1,
    confidence: 0.71,
    stagesMs,
  } as const;
  const request = { kind: "request", ...facts, outcome: "offered", reason: undefined, ...answer } as const;
  const ended = {
    kind: "ended",
    ...shown,
    outcome: isAccepted ? "accepted" : "ignored",
    reason: "typedOtherwise",
  } as const;
  const retained = { kind: "retained", ...shown, acceptedCharacters: 24, retainedCharacters: 20 } as const;
  return [
    ...Array.from({ length: requestsPerOffer }, (_, n) => ({ ...request, request: offer * requestsPerOffer + n })),
    { kind: "shown", ...shown, lines: 1, latencyMs: offer % 300 },
    { ...ended, acceptedCharacters: isAccepted ? 24 : 0, shownForMs: 900 },
    ...(isAccepted ? [{ ...retained, afterMs: 15_000, isStillInCode: true, isUndone: false } as const] : []),
  ];
}

async function measure(range: number, time: "first" | "later"): Promise<void> {
  const journal = new EventJournal({
    files,
    clock: { wall: () => now, after: () => () => undefined },
    keepDays: () => 3_650,
    onTrouble: (sentence) => console.error(sentence),
  });
  await journal.flush();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const { statistics } = await loadStatistics(journal, range, now);
  const { user, system } = process.cpuUsage(cpu);
  const ms = performance.now() - wall;
  clearInterval(sampling);
  most = Math.max(most, process.memoryUsage().rss);
  const name = `${range === 0 ? "all" : `${range} days`}, ${time} time`;
  const times = `${Math.round(ms)} ms, ${Math.round((user + system) / 1_000)} ms of processor`;
  const memory = `${Math.round((most - before) / 1e6)} MB more, ${Math.round(most / 1e6)} MB in all`;
  console.log(`${name}: ${statistics.all.shown.toLocaleString()} offers, ${times}, ${memory}`);
}
