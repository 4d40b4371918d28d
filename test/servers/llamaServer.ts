import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { LlamaServer } from "../../scripts/debian/findLlamaServer.ts";
import { freePort } from "../../scripts/freePort.ts";
import { writeTinyModel } from "./writeTinyModel.ts";

/** A llama-server that runs for a test. */
export interface RunningServer {
  readonly url: string;
  /** What it has written so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const modelName = "hunch-tiny-fim.gguf";

/** Starts a server with the tiny model on a free port, and waits until the model is loaded. */
export async function startLlamaServer(server: LlamaServer, parameters: readonly string[]): Promise<RunningServer> {
  await writeTinyModel(join(server.modelFolder, modelName));
  const port = await freePort();
  const own = ["-m", `${server.seenAs}/${modelName}`, "--host", "127.0.0.1", "--port", String(port)];
  // One thread: on a busy machine two that wait for each other are slower than one (spin barriers).
  const all = [...server.before, ...own, "--offline", "-t", "1", ...parameters];
  const child = spawn(server.command, all, { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  const keep = (data: Buffer) => {
    log += data.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const running = { url: `http://127.0.0.1:${port}`, log: () => log, stop: () => stop(child) };
  await ready(running, child);
  return running;
}

async function ready({ url, log }: RunningServer, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(`${url}/health`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`llama-server did not start:\n${log().slice(-2000)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
