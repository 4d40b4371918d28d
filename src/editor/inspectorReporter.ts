import type { TelemetryEvent } from "../core/telemetry/events.ts";
import type { InspectorReport } from "../webview/protocol.ts";
import { inspectorReport } from "./inspectorReport.ts";
import type { RequestRecord } from "./requestLog.ts";

export interface InspectorReporterDeps {
  /** Newest first. */
  readonly requests: () => readonly RequestRecord[];
  readonly today: () => readonly TelemetryEvent[];
  /** Events of earlier days; may hold today's too. Read once a day, for there may be many. */
  readonly past: () => Promise<readonly TelemetryEvent[]>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes reports from what is in memory, with the days before today read on first use. */
export function createInspectorReporter({
  requests,
  today,
  past,
  now,
}: InspectorReporterDeps): () => Promise<InspectorReport> {
  let older: readonly TelemetryEvent[] | undefined;
  let readOn = 0;
  return async () => {
    const start = startOfDay(now());
    if (!older || readOn !== start) {
      // Requests are shown one by one and counted nowhere; leaving them out keeps a report quick.
      older = (await past()).filter(({ at, kind }) => at < start && kind !== "request");
      readOn = start;
    }
    return inspectorReport(requests(), [...older, ...today()], start);
  };
}

function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
