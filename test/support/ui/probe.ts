import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";
import type { DrawnNextEdit } from "../../../src/vscode/hunchApi.ts";

/** Address of a probe, which it writes to a file. */
export interface ProbeAddress {
  readonly port: number;
  /** Process id of the extension host. */
  readonly pid: number;
}

/** State of the active editor in the extension host. */
export interface EditorState {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** Line of the cursor, from 0. */
  readonly line: number;
  readonly character: number;
  readonly dirty: boolean;
  /** Time of the last change of the document's text, in milliseconds since 1970. */
  readonly changedAt: number;
}

/** Requests to the probe, the second extension in the host. */
export interface Probe {
  /** Process id of the extension host. */
  readonly pid: number;
  /** The last requests, oldest first: what was asked, and how long it took or has taken so far. */
  readonly lastRequests: () => readonly string[];
  readonly events: () => Promise<readonly TelemetryEvent[]>;
  /** Milliseconds that Hunch's activation took. */
  readonly activationMs: () => Promise<number>;
  /** The next edit that is drawn. */
  readonly nextEdit: () => Promise<DrawnNextEdit | undefined>;
  /** Whether neither a search for a next edit nor its drawing is on its way. */
  readonly areNextEditsSettled: () => Promise<boolean>;
  /** Resolves when Hunch has learned every reachable file. */
  readonly whenLearnt: () => Promise<void>;
  /** Resolves when VS Code's list of completions would come at once in the active editor. */
  readonly whenListsAreQuick: () => Promise<void>;
  readonly editor: () => Promise<EditorState | undefined>;
  /** Returns a setting's effective value. @param language returns the value for this language */
  readonly get: (name: string, language?: string) => Promise<unknown>;
  /** Changes a user setting; undefined resets it. @param language changes the value for this language only */
  readonly set: (name: string, value: unknown, language?: string) => Promise<void>;
  /** Shows a file of the workspace and gives it the focus. */
  readonly open: (path: string) => Promise<void>;
  /** Moves the cursor of the active editor, with line and character from 0. */
  readonly select: (line: number, character: number) => Promise<void>;
  /** Replaces the text of the active editor. */
  readonly replaceText: (text: string) => Promise<void>;
  /** Runs a command by its id, whether it is in the palette or not. */
  readonly run: (command: string, argument?: string) => Promise<void>;
  /** Deletes files of the workspace as a user does in the explorer. */
  readonly delete: (paths: readonly string[]) => Promise<void>;
  /** Closes every editor and panel without saving. */
  readonly closeAll: () => Promise<void>;
  /** Ends the threads of models, and decides whether those that start from now on run out of memory. */
  readonly starveModels: (isOn: boolean) => Promise<void>;
}

/** Maximum time of one request, for a machine with a load of 15: a host without a window never answers. */
const patienceMs = 90_000;
/** How many requests are kept for a diagnosis. */
const keptRequests = 12;

/** Waits until a probe has written its address, reads and deletes it. Then the host runs extensions. */
export async function connectProbe(file: string, timeoutMs = 180_000): Promise<Probe> {
  const deadline = performance.now() + timeoutMs;
  while (!existsSync(file)) {
    if (performance.now() > deadline)
      throw new Error(`The extension host did not start the probe within ${timeoutMs} ms.`);
    await sleep(50);
  }
  const { port, pid }: ProbeAddress = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file); // The next file is from another host.
  const ask = async (path: string, parameters: Readonly<Record<string, string>> = {}) => {
    const url = `http://127.0.0.1:${port}${path}?${new URLSearchParams(parameters)}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) throw new Error(`The probe answered ${path} with ${response.status}: ${await response.text()}`);
    return JSON.parse(await response.text());
  };
  return probeOf(pid, ask);
}

/** Resolves with the answer of the probe's handler of this path, as it was parsed. */
export type AskProbe = (
  path: string,
  parameters?: Readonly<Record<string, string>>,
) => Promise<ReturnType<JSON["parse"]>>;

/** The requests of a probe. An error names the request. @param pid of its extension host @param send sends one */
export function probeOf(pid: number, send: AskProbe): Probe {
  const requests: { readonly text: string; readonly startedAt: number; tookMs?: number }[] = [];
  const ask: AskProbe = async (path, parameters = {}) => {
    const text = `${path} ${JSON.stringify(parameters).slice(0, 200)}`;
    const request: (typeof requests)[number] = { text, startedAt: performance.now() };
    requests.push(request);
    if (requests.length > keptRequests) requests.shift();
    try {
      return await send(path, parameters);
    } catch (error) {
      const cause = error instanceof Error && error.cause ? ` (${error.cause})` : "";
      throw new Error(`The probe in the extension host ${pid} was asked ${text}: ${error}${cause}`, { cause: error });
    } finally {
      request.tookMs = performance.now() - request.startedAt;
    }
  };
  return {
    pid,
    lastRequests: () =>
      requests.map(({ text, startedAt, tookMs }) => {
        const ms = Math.round(tookMs ?? performance.now() - startedAt);
        return `${text}: ${tookMs === undefined ? "no answer for" : "ended after"} ${ms} ms`;
      }),
    events: () => ask("/events"),
    activationMs: () => ask("/activation"),
    nextEdit: async () => (await ask("/nextEdit")) ?? undefined,
    areNextEditsSettled: () => ask("/settled"),
    whenLearnt: () => ask("/learnt"),
    whenListsAreQuick: () => ask("/lists"),
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
    replaceText: (text) => ask("/replace", { text }),
    run: (command, argument) => ask("/run", { command, ...(argument !== undefined && { argument }) }),
    delete: (paths) => ask("/delete", { paths: JSON.stringify(paths) }),
    closeAll: () => ask("/close"),
    starveModels: (isOn) => ask("/starve", { isOn: String(isOn) }),
  };
}
