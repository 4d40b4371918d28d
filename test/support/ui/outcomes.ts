import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";
import type { VsCode } from "./vsCode.ts";

/** Outcome of a shown suggestion without times and numbers that vary. */
export interface Outcome {
  readonly outcome: string;
  readonly reason: string;
  readonly acceptedCharacters: number;
}

/** Returns a function that lists the events after this call, while the window is open. */
export async function watchEvents(editor: VsCode): Promise<() => Promise<readonly TelemetryEvent[]>> {
  const last = JSON.stringify((await editor.probe.events()).at(-1));
  return async () => {
    const events = await editor.probe.events(); // Only the newest ones are kept.
    return events.slice(1 + events.findLastIndex((event) => JSON.stringify(event) === last));
  };
}

/** Waits until a number of shown suggestions have ended and returns their outcomes. */
export async function waitForOutcomes(
  editor: VsCode,
  events: () => Promise<readonly TelemetryEvent[]>,
  count: number,
): Promise<readonly Outcome[]> {
  const ended = async () => (await events()).filter((event) => event.kind === "ended");
  await editor.until(`${count} suggestions have ended`, async () => (await ended()).length >= count);
  return (await ended()).map(({ outcome, reason, acceptedCharacters }) => ({ outcome, reason, acceptedCharacters }));
}

/** Waits until the last suggestion that was offered has stood long enough to count. */
export async function waitUntilSeen(editor: VsCode, events: () => Promise<readonly TelemetryEvent[]>): Promise<void> {
  await editor.until("the suggestion counts as seen", async () => {
    const seen = await events();
    const last = seen.findLast((event) => event.kind === "request" && event.outcome === "offered");
    return (
      last?.kind === "request" && seen.some((event) => event.kind === "shown" && event.suggestion === last.suggestion)
    );
  });
}
