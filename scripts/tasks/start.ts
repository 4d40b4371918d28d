import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildForProduction } from "../build.ts";
import { newestHost } from "../codeServer/hostVersions.ts";
import { installHost } from "../codeServer/installHost.ts";
import { openShortAddress } from "../codeServer/openShortAddress.ts";
import { quietSettings } from "../codeServer/quietSettings.ts";
import { installExtensions, type RunningServer, startServer } from "../codeServer/startServer.ts";
import { tryCommand } from "../command.ts";
import { copySamples } from "../copySamples.ts";
import { packageExtension } from "../packageExtension.ts";
import { inCache, inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";
import { firstFile, otherFiles } from "../sampleTour.ts";
import { SetUpError } from "../setUpError.ts";
import { step } from "../step.ts";

const hint =
  "Type a on the empty line: ghost text appears, and Tab accepts it. README.md in the samples describes more.";

/** On Windows, `code` is a script that only a shell can start. */
const shell = process.platform === "win32";

/**
 * `npm start [-- --reset]`: opens the sample workspace with Hunch in the desktop VS Code if `code` is on PATH, else in a
 * VS Code from npm in the browser. HUNCH_EDITOR=desktop|browser chooses one; HUNCH_PORT sets the browser's port.
 * `--reset` discards what was typed in the samples.
 */
await runTask(async (parameters) => {
  const { values } = parseArgs({ args: [...parameters], options: { reset: { type: "boolean", default: false } } });
  const wanted = process.env["HUNCH_EDITOR"];
  const workspace = await copySamples(values);
  if (wanted !== "browser" && (await hasCodeCommand())) {
    await buildForProduction();
    if (await openDesktop(workspace)) return 0;
    console.error("`code` could not open a window. VS Code from npm is used instead.");
  } else if (wanted === "desktop")
    throw new SetUpError("HUNCH_EDITOR=desktop needs the `code` command, which is not on PATH.");
  return serveInBrowser(workspace);
});

async function hasCodeCommand(): Promise<boolean> {
  const { code } = await tryCommand("code", ["--version"], { shell }).catch(() => ({ code: 1 })); // Not on PATH.
  return code === 0;
}

async function openDesktop(workspace: string): Promise<boolean> {
  const { path, line, column } = firstFile();
  const files = [`${join(workspace, path)}:${line}:${column}`, ...otherFiles.map((file) => join(workspace, file))];
  const parameters = ["--new-window", `--extensionDevelopmentPath=${inProject()}`, "--goto", workspace, ...files];
  const child = spawn("code", shell ? parameters.map((each) => `"${each}"`) : parameters, { stdio: "inherit", shell });
  const [code] = await once(child, "close");
  if (code === 0) console.log(`\n${hint}\n\nVS Code opens ${workspace}`);
  return code === 0;
}

async function serveInBrowser(workspace: string): Promise<number> {
  const [host] = await Promise.all([installHost(newestHost), buildForProduction()]);
  const vsix = await packageExtension();
  const folders = { dataFolder: inCache("start", "server"), extensionsFolder: inCache("start", "extensions") };
  const port = readPort();
  const server = await step("Starting VS Code", async () => {
    await installExtensions(host, [vsix], folders);
    // Settings that the user changed since the first start are kept.
    const isFirst = !existsSync(join(folders.dataFolder, "data", "User", "settings.json"));
    return startServer(host, { ...folders, port, settings: isFirst ? quietSettings : undefined });
  });
  const url = windowUrl(server, workspace);
  // With a port of the user's, only that one may be reachable from the browser.
  const address = port === undefined ? await openShortAddress(url) : undefined;
  console.log(`\n${hint}\nCtrl+C ends it. Open in a browser:\n\n  ${address?.url ?? url}\n`);
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  const why = await Promise.race([interrupted.then(() => "interrupted"), server.ended.then(() => "ended")]);
  address?.close();
  await server.stop();
  if (why === "ended") console.error("VS Code's server ended by itself. Its log is .cache/start/server/server.log.");
  return why === "ended" ? 1 : 0;
}

/** Returns the address of a window that shows the first sample with the cursor in place. */
function windowUrl(server: RunningServer, workspace: string): string {
  const { path, line, column } = firstFile();
  const file = `${server.uriOf(join(workspace, path))}:${line}:${column}`;
  return server.windowUrl(workspace, [
    ["openFile", file],
    ["gotoLineMode", "true"],
  ]);
}

function readPort(): number | undefined {
  const text = process.env["HUNCH_PORT"];
  if (!text) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new SetUpError(`HUNCH_PORT must be a port from 1 to 65535, not "${text}".`);
  return port;
}
