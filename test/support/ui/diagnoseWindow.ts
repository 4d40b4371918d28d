import { globSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { runCommand } from "../../../scripts/command.ts";
import type { Probe } from "./probe.ts";

/** What is examined after a failed test. */
export interface DiagnosedWindow {
  readonly page: Page;
  /** Messages of the page's console, oldest first. */
  readonly console: readonly string[];
  /** Undefined while no extension host is known. */
  readonly probe: Probe | undefined;
  /** The server's folder for everything that it writes. */
  readonly dataFolder: string;
  /** Process id of the server, which leads the group of its processes. */
  readonly serverPid: number | undefined;
  /** Saves a screenshot and returns its path. */
  readonly screenshot: () => Promise<string>;
}

/** A title, and what returns its text. */
export type DiagnosisPart = readonly [title: string, describe: () => string | Promise<string>];

/** Maximum time of each part. */
const limitMs = 15_000;
/** A server has logs of each of its extension hosts, and only the last ones matter. */
const lastLogs = 6;
/** Of each log. */
const lastLines = 20;
const longestLine = 300;

/** Describes a window without depending on any one part of it: its page, its extension host and its server may each hang. */
export function diagnoseWindow(window: DiagnosedWindow): Promise<string> {
  const { page, probe, dataFolder, serverPid, screenshot } = window;
  return describeParts(
    [
      ["Screenshot", screenshot],
      ["Visible in the window", () => page.evaluate<string>(visibleTexts)],
      ["Window console", () => window.console.slice(-30).join("\n")],
      ["Requests to the probe", () => describeRequests(probe)],
      ["Processes of the server", () => listProcesses(serverPid)],
      ["Logs", () => readLogs(dataFolder)],
      ["Editor", async () => toJson(await probe?.editor())],
      ["Events", () => describeEvents(probe)],
    ],
    limitMs,
  );
}

/** Describes all parts at once. One that throws or hangs says so and leaves the others. */
export async function describeParts(parts: readonly DiagnosisPart[], maxMs: number): Promise<string> {
  const texts = parts.map(async ([title, describe]) => {
    const ending = new AbortController();
    const late = sleep(maxMs, `nothing within ${maxMs} ms`, { signal: ending.signal });
    const text = await Promise.race([Promise.resolve().then(describe).then(String, String), late]);
    ending.abort();
    return `${title}:${text.includes("\n") ? "\n" : " "}${text}`;
  });
  return (await Promise.all(texts)).join("\n");
}

function toJson(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

/** A script for the page: the texts of what covers or follows the editor, and what has the focus. */
const visibleTexts = `(() => {
  const textsOf = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((each) => each.checkVisibility())
      .map((each) => each.innerText.replace(/\\s+/g, " ").slice(0, 300));
  const { activeElement } = document;
  return JSON.stringify({
    page: location.pathname,
    dialogs: textsOf(".monaco-dialog-box"),
    notifications: textsOf(".notification-list-item"),
    quickInput: textsOf(".quick-input-widget"),
    tabs: textsOf(".tab"),
    statusBar: textsOf(".statusbar-item"),
    focus: [activeElement?.tagName, activeElement?.className, activeElement?.getAttribute("aria-label")],
  }, undefined, 1);
})()`;

function describeRequests(probe: Probe | undefined): string {
  if (!probe) return "no extension host is known";
  return [`extension host ${probe.pid}`, ...probe.lastRequests()].join("\n");
}

/** The last events, without the later checks of accepted suggestions, which would fill the list. */
async function describeEvents(probe: Probe | undefined): Promise<string> {
  const events = (await probe?.events())?.filter(({ kind }) => kind !== "retained") ?? [];
  return events.slice(-20).map(toJson).join("\n");
}

/** The server's processes, with their state and the time that they have run. */
async function listProcesses(serverPid: number | undefined): Promise<string> {
  const { stdout } = await runCommand("ps", ["-A", "-o", "pgid=,pid=,ppid=,stat=,etime=,time=,args="]);
  const own = stdout.split("\n").filter((line) => Number.parseInt(line, 10) === serverPid);
  const lines = own.map((line) => shorten(line.trim().replaceAll(/\/\S*\//g, ""))); // Folders say little here.
  return `group, process, parent, state, age, time on a processor, command\n${lines.join("\n")}`;
}

/** The ends of the logs of the server, of its extension hosts and of Hunch in them, those written last at the end. */
async function readLogs(dataFolder: string): Promise<string> {
  const files = globSync(["server.log", "data/logs/**/{remoteagent,remoteexthost,Hunch}.log"], { cwd: dataFolder });
  const times = new Map(files.map((file) => [file, statSync(join(dataFolder, file)).mtimeMs]));
  const inOrder = files.toSorted((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0));
  const texts = inOrder.slice(-lastLogs).map(async (file) => {
    const lines = (await readFile(join(dataFolder, file), "utf8")).trimEnd().split("\n").slice(-lastLines);
    return [`--- ${file}`, ...lines.map(shorten)].join("\n");
  });
  return (await Promise.all(texts)).join("\n");
}

function shorten(line: string): string {
  return line.slice(0, longestLine);
}
