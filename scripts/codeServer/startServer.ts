import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "../command.ts";
import { freePort } from "../freePort.ts";
import type { InstalledHost } from "./installHost.ts";
import { writeLogsWithoutNatives } from "./writeLogsWithoutNatives.ts";

/** Options of a server. */
export interface ServerOptions {
  /**
   * Folder for everything that it writes. Its path must be short, because it contains Unix sockets. Created if missing.
   */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** Content of the user's settings.json; undefined keeps the file. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** 0 or undefined for a free port. */
  readonly port?: number | undefined;
  /** Whether VS Code asks for trust in folders, like a desktop VS Code. */
  readonly workspaceTrust?: boolean | undefined;
  /** Whether the page may name an extension under development and a test to run. Then notifications are not shown. */
  readonly smokeTestDriver?: boolean | undefined;
  /** Display language, such as "de"; it needs an installed language pack. English by default. */
  readonly language?: string | undefined;
  /** Seconds that an extension host waits for its window to come back; VS Code's default is three hours. */
  readonly reconnectionGraceTime?: number | undefined;
  /** Additional environment variables of the server and its extension hosts. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A server that accepts connections. */
export interface RunningServer {
  readonly port: number;
  /** Process id, also that of the group of its processes. */
  readonly pid: number | undefined;
  /** Returns the address of a window on a folder. @param payload pairs for VS Code, such as `["openFile", uri]` */
  readonly windowUrl: (folder: string, payload?: readonly (readonly [string, string])[]) => string;
  /** Returns the uri of a file in the window. */
  readonly uriOf: (file: string) => string;
  /** Resolves when the process has ended for any reason. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts VS Code's server on 127.0.0.1 and waits until it accepts connections. @throws Error with the end of its log
 */
export async function startServer(host: InstalledHost, options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, extensionsFolder, settings } = options;
  for (const folder of [dataFolder, extensionsFolder]) await mkdir(folder, { recursive: true });
  await writeLogsWithoutNatives(host.vsCode);
  const token = randomUUID();
  await writeFile(tokenFile(dataFolder), token, { mode: 0o600 });
  if (settings) await writeSettings(dataFolder, settings);
  const port = options.port || (await freePort());
  const logFile = join(dataFolder, "server.log");
  const server = spawnServer(host, options, port, logFile);
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const stop = () => stopGroup(server, ended);
  const origin = `127.0.0.1:${port}`;
  if (!(await answers(`http://${origin}/version`, server))) {
    await stop();
    throw new Error(
      `VS Code's server did not start. The end of ${logFile}:\n${(await readFile(logFile, "utf8")).slice(-3000)}`,
    );
  }
  const windowUrl: RunningServer["windowUrl"] = (folder, payload = []) => {
    const query = new URLSearchParams({
      tkn: token,
      folder,
      payload: JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]),
    });
    return `http://${origin}/?${query}`;
  };
  return { port, pid: server.pid, windowUrl, uriOf: (file) => `vscode-remote://${origin}${file}`, ended, stop };
}

/**
 * Writes the settings of the user and of the machine. To a window, this server is a remote machine, so machine-scoped
 * settings, such as the address of a model, are read from the second file.
 */
async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const ofMachine = Object.entries(settings).filter(([name]) =>
    /^(hunch\.(model|ask)|http|workbench\.welcomePage)\./.test(name),
  );
  for (const [kind, values] of [
    ["User", settings],
    ["Machine", Object.fromEntries(ofMachine)],
  ] as const) {
    await mkdir(join(dataFolder, "data", kind), { recursive: true });
    await writeFile(join(dataFolder, "data", kind, "settings.json"), JSON.stringify(values, undefined, 2));
  }
}

/** Installs .vsix files into an extensions folder. */
export async function installExtensions(
  host: InstalledHost,
  files: readonly string[],
  folders: Pick<ServerOptions, "dataFolder" | "extensionsFolder">,
): Promise<void> {
  const install = files.flatMap((file) => ["--install-extension", file]);
  await runCommand(host.node, [serverMain(host), ...folderFlags(folders), ...install, "--force"], {
    env: environment(folders.dataFolder),
  });
}

function spawnServer(host: InstalledHost, options: ServerOptions, port: number, logFile: string): ChildProcess {
  const flags = [
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    // A window has a terminal, so a token is required to open one.
    "--connection-token-file",
    tokenFile(options.dataFolder),
    "--telemetry-level",
    "off",
    // Extension hosts inherit this process's environment instead of that of a login shell.
    "--force-disable-user-env",
  ];
  if (!options.workspaceTrust) flags.push("--disable-workspace-trust");
  if (options.reconnectionGraceTime !== undefined)
    flags.push("--reconnection-grace-time", String(options.reconnectionGraceTime));
  if (options.language) flags.push("--locale", options.language);
  if (options.smokeTestDriver) flags.push("--enable-smoke-test-driver");
  const server = spawn(host.node, [serverMain(host), ...folderFlags(options), ...flags], {
    detached: true, // A process group, so that the extension hosts and the terminal host end with it.
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment(options.dataFolder), ...options.environment },
  });
  const log = createWriteStream(logFile);
  server.stdout?.pipe(log, { end: false });
  server.stderr?.pipe(log, { end: false });
  server.once("close", () => log.end());
  return server;
}

const tokenFile = (dataFolder: string) => join(dataFolder, "connection-token");

const serverMain = (host: InstalledHost) => join(host.vsCode, "out", "server-main.js");

function folderFlags({
  dataFolder,
  extensionsFolder,
}: Pick<ServerOptions, "dataFolder" | "extensionsFolder">): readonly string[] {
  return ["--accept-server-license-terms", "--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder];
}

/** Returns an environment that keeps sockets, caches and settings in the data folder. */
function environment(dataFolder: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: dataFolder, TMPDIR: dataFolder, XDG_RUNTIME_DIR: dataFolder };
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + 180_000;
  while (performance.now() < deadline && server.exitCode === null && server.signalCode === null) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false, // Not listening yet.
    );
    if (ok) return true;
    await sleep(50);
  }
  return false;
}

async function stopGroup(server: ChildProcess, ended: Promise<void>): Promise<void> {
  signalGroup(server, "SIGTERM");
  await Promise.race([ended, sleep(3_000, undefined, { ref: false })]);
  signalGroup(server, "SIGKILL"); // Also ends processes that outlived the server: a busy extension host, a file watcher.
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error; // ESRCH: all have ended.
  }
}
