import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { TelemetryEvent } from "../../../src/core/telemetry/events.ts";

/** The active editor as the extension host sees it. */
export interface EditorState {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly line: number;
  readonly character: number;
  readonly dirty: boolean;
}

/** Questions to the probe, the second extension in the host. */
export interface Probe {
  readonly events: () => Promise<readonly TelemetryEvent[]>;
  /** Resolves when Hunch has learnt every file in reach. */
  readonly whenLearnt: () => Promise<void>;
  readonly activation: () => Promise<{ readonly ms: number; readonly longestSliceMs: number }>;
  readonly editor: () => Promise<EditorState | undefined>;
  /** A setting as extensions read it. */
  readonly get: (name: string) => Promise<unknown>;
  /** Changes a setting as a person does; undefined takes it back. */
  readonly set: (name: string, value: unknown) => Promise<void>;
  readonly startDelay: () => Promise<void>;
  /** The longest time the extension host did not answer since {@link startDelay}. */
  readonly stopDelay: () => Promise<{ readonly longestMs: number; readonly p99Ms: number }>;
}

/** Waits until the probe has written its port, which means that the host runs extensions. */
export async function connectProbe(file: string, timeoutMs = 180_000): Promise<Probe> {
  const deadline = performance.now() + timeoutMs;
  while (!existsSync(file) || readFileSync(file, "utf8") === "") {
    if (performance.now() > deadline)
      throw new Error(`The extension host did not start the probe within ${timeoutMs} ms.`);
    await sleep(50);
  }
  const port = readFileSync(file, "utf8");
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    if (!response.ok) throw new Error(`The probe answered ${path} with ${response.status}: ${await response.text()}`);
    return JSON.parse(await response.text());
  };
  return {
    events: () => ask("/events"),
    whenLearnt: () => ask("/learnt"),
    activation: () => ask("/activation"),
    editor: async () => (await ask("/editor")) ?? undefined,
    get: (name) => ask(`/get?${new URLSearchParams({ name })}`),
    set: (name, value) =>
      ask(`/set?${new URLSearchParams({ name, ...(value === undefined ? {} : { value: JSON.stringify(value) }) })}`),
    startDelay: () => ask("/delay/start"),
    stopDelay: () => ask("/delay/stop"),
  };
}
