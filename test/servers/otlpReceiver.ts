import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { freePort } from "../../scripts/freePort.ts";

/** A receiver of OTLP metrics that answers PromQL. */
export interface OtlpReceiver {
  /** Where metrics are sent. */
  readonly endpoint: string;
  /** Where queries are sent: without /api/v1/query. */
  readonly queries: string;
  readonly stop: () => Promise<void>;
}

interface Program {
  readonly name: string;
  /** Command that starts it, with the parameters before its own; its name on the search path if omitted. */
  readonly start?: { readonly command: string; readonly before: readonly string[] };
  readonly parameters: (port: number, folder: string) => readonly string[];
  readonly otlpPath: string;
  readonly readyPath: string;
}

/** Debian's has no OTLP receiver, so its help is asked for one. */
const prometheus: Program = {
  name: "prometheus",
  parameters: (port, folder) => [
    `--web.listen-address=127.0.0.1:${port}`,
    "--web.enable-otlp-receiver",
    `--storage.tsdb.path=${folder}`,
    `--config.file=${process.platform === "win32" ? "NUL" : "/dev/null"}`,
  ],
  otlpPath: "/api/v1/otlp/v1/metrics",
  readyPath: "/-/ready",
};

const victoriaMetrics: Program = {
  name: "victoria-metrics",
  parameters: (port, folder) => [
    `-httpListenAddr=127.0.0.1:${port}`,
    `-storageDataPath=${folder}`,
    "-opentelemetry.usePrometheusNaming",
    "-search.latencyOffset=0s",
  ],
  otlpPath: "/opentelemetry/v1/metrics",
  readyPath: "/health",
};

/** The receiver that the test run installed, or the first one on the search path; undefined without any. */
export function findReceiver(): Program | undefined {
  const installed = process.env["HUNCH_OTLP_RECEIVER"];
  if (installed) return { ...victoriaMetrics, start: JSON.parse(installed) };
  return [prometheus, victoriaMetrics].find(({ name }) => {
    const { error, stdout, stderr } = spawnSync(name, ["--help"], { encoding: "utf8" });
    return !error && (name !== "prometheus" || `${stdout}${stderr}`.includes("otlp-receiver"));
  });
}

/** Starts a receiver on a free port, and waits until it is ready. @param folder for its data */
export async function startReceiver(program: Program, folder: string): Promise<OtlpReceiver> {
  const port = await freePort();
  const { command, before } = program.start ?? { command: program.name, before: [] };
  const child = spawn(command, [...before, ...program.parameters(port, folder)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (data: Buffer) => {
    log += data.toString();
  });
  const queries = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(`${queries}${program.readyPath}`).catch(() => undefined);
    if (response?.ok) return { endpoint: `${queries}${program.otlpPath}`, queries, stop: () => stop(child) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`${program.name} did not start:\n${log.slice(-2_000)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
