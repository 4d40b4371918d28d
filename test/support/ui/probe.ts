import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";

/** What the probe writes when it listens. */
export interface ProbeAddress {
  readonly port: number;
  /** Process of the extension host. */
  readonly pid: number;
}

/** The active editor as the extension host sees it. */
export interface EditorState {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** Of the cursor, from 0. */
  readonly line: number;
  readonly character: number;
  readonly dirty: boolean;
  /** When the text of a document last changed, in milliseconds since 1970. */
  readonly changedAt: number;
}

/** Questions and orders to the probe, the second extension in the host. */
export interface Probe {
  /** Process of the extension host. */
  readonly pid: number;
  readonly events: () => Promise<readonly TelemetryEvent[]>;
  /** Resolves when Hunch has learnt every file in reach. */
  readonly whenLearnt: () => Promise<void>;
  readonly editor: () => Promise<EditorState | undefined>;
  /** A setting as extensions read it. @param language whose own value counts */
  readonly get: (name: string, language?: string) => Promise<unknown>;
  /** Changes a setting as a person does; undefined takes it back. @param language changes the value for it alone */
  readonly set: (name: string, value: unknown, language?: string) => Promise<void>;
  /** Shows a file of the workspace and gives it the focus. */
  readonly open: (path: string) => Promise<void>;
  /** Puts the cursor of the active editor at a position, both from 0. */
  readonly select: (line: number, character: number) => Promise<void>;
  /** Runs a command by its identifier, with or without the palette's help. */
  readonly run: (command: string, argument?: string) => Promise<void>;
  /** Closes every editor and panel, and forgets what was typed since the last save. */
  readonly closeAll: () => Promise<void>;
}

/** Waits until a probe has written where it listens, which means that the host runs extensions, and takes that away. */
export async function connectProbe(file: string, timeoutMs = 180_000): Promise<Probe> {
  const deadline = performance.now() + timeoutMs;
  while (!existsSync(file)) {
    if (performance.now() > deadline)
      throw new Error(`The extension host did not start the probe within ${timeoutMs} ms.`);
    await sleep(50);
  }
  const { port, pid }: ProbeAddress = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file); // The next one is another host's.
  const ask = async (path: string, parameters: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}?${new URLSearchParams(parameters)}`);
    if (!response.ok) throw new Error(`The probe answered ${path} with ${response.status}: ${await response.text()}`);
    return JSON.parse(await response.text());
  };
  return {
    pid,
    events: () => ask("/events"),
    whenLearnt: () => ask("/learnt"),
    editor: async () => (await ask("/editor")) ?? undefined,
    get: (name, language) => ask("/get", { name, ...(language && { language }) }),
    set: (name, value, language) =>
      ask("/set", {
        name,
        ...(value !== undefined && { value: JSON.stringify(value) }),
        ...(language && { language }),
      }),
    open: (path) => ask("/open", { path }),
    select: (line, character) => ask("/select", { line: String(line), character: String(character) }),
    run: (command, argument) => ask("/run", { command, ...(argument !== undefined && { argument }) }),
    closeAll: () => ask("/close"),
  };
}
