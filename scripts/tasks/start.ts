import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildForProduction } from "../build.ts";
import { newestHost } from "../codeServer/hostVersions.ts";
import { installHost } from "../codeServer/installHost.ts";
import { quietSettings } from "../codeServer/quietSettings.ts";
import { installExtensions, startServer } from "../codeServer/startServer.ts";
import { tryCommand } from "../command.ts";
import { copySamples } from "../copySamples.ts";
import { packageExtension } from "../packageExtension.ts";
import { inCache, inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";
import { SetUpError } from "../setUpError.ts";
import { step } from "../step.ts";

/** What to do first, said when the editor is open. */
const tryThis =
  "Open two files of one language and type in one what the other already has: grey text appears, Tab takes it.";

/** On Windows `code` is a script, which only a shell can start. */
const shell = process.platform === "win32";

/**
 * `npm start`: opens the sample workspace with Hunch in it, in the desktop VS Code whose `code` is on PATH, else in one
 * from npm in the browser. HUNCH_EDITOR=desktop|browser decides it by hand; HUNCH_PORT names the browser's port.
 */
await runTask(async () => {
  const wanted = process.env["HUNCH_EDITOR"];
  const workspace = await copySamples();
  if (wanted !== "browser" && (await hasCodeCommand())) {
    await buildForProduction();
    if (await openDesktop(workspace)) return 0;
    console.error("`code` could not open a window; going on with VS Code from npm.");
  } else if (wanted === "desktop")
    throw new SetUpError("HUNCH_EDITOR=desktop, but there is no `code` command on PATH.");
  return serveInBrowser(workspace);
});

async function hasCodeCommand(): Promise<boolean> {
  const { code } = await tryCommand("code", ["--version"], { shell }).catch(() => ({ code: 1 })); // Not on PATH.
  return code === 0;
}

async function openDesktop(workspace: string): Promise<boolean> {
  const parameters = ["--new-window", `--extensionDevelopmentPath=${inProject()}`, workspace];
  const child = spawn("code", shell ? parameters.map((each) => `"${each}"`) : parameters, { stdio: "inherit", shell });
  const [code] = await once(child, "close");
  if (code === 0) console.log(`VS Code opens ${workspace} with Hunch. ${tryThis}`);
  return code === 0;
}

async function serveInBrowser(workspace: string): Promise<number> {
  const [host] = await Promise.all([installHost(newestHost), buildForProduction()]);
  const vsix = await packageExtension();
  const folders = { dataFolder: inCache("start", "server"), extensionsFolder: inCache("start", "extensions") };
  const server = await step("Starting VS Code", async () => {
    await installExtensions(host, [vsix], folders);
    // What the user has set since the first start stays.
    const isFirst = !existsSync(join(folders.dataFolder, "data", "User", "settings.json"));
    return startServer(host, { ...folders, port: readPort(), settings: isFirst ? quietSettings : undefined });
  });
  console.log(`\nHunch runs in VS Code at\n\n  ${server.windowUrl(workspace)}\n\n${tryThis}\nCtrl+C ends it.`);
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  const why = await Promise.race([interrupted.then(() => "interrupted"), server.ended.then(() => "ended")]);
  await server.stop();
  if (why === "ended") console.error("VS Code's server ended by itself; its log is .cache/start/server/server.log.");
  return why === "ended" ? 1 : 0;
}

function readPort(): number | undefined {
  const text = process.env["HUNCH_PORT"];
  if (!text) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new SetUpError(`HUNCH_PORT is no port: ${text}`);
  return port;
}
