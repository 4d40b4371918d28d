import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { inProject } from "./paths.ts";

/** Result of a finished command. `output` is standard output and standard error in the order of arrival. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
  readonly ms: number;
}

/** A command ended with a code other than 0. The message contains the end of its output. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(command: string, { code, output }: CommandResult) {
    super(`\`${command}\` ended with code ${code}:\n${output.trimEnd().split("\n").slice(-30).join("\n")}`);
  }
}

/**
 * Runs a command and collects its output. A code other than 0 is a result, not an error.
 * @param onErrorOutput is called with each piece of standard error as it arrives
 */
export function tryCommand(
  command: string,
  parameters: readonly string[],
  options: SpawnOptions = {},
  onErrorOutput?: (text: string) => void,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, parameters, { cwd: inProject(), ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let stdout = "";
    child.stdout?.on("data", (data: Buffer) => {
      output += data.toString();
      stdout += data.toString();
    });
    child.stderr?.on("data", (data: Buffer) => {
      output += data.toString();
      onErrorOutput?.(data.toString());
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output, stdout, ms: performance.now() - start }));
  });
}

/** Runs a command. @throws {CommandError} if it ends with a code other than 0 */
export async function runCommand(
  command: string,
  parameters: readonly string[],
  options: SpawnOptions = {},
): Promise<CommandResult> {
  const result = await tryCommand(command, parameters, options);
  if (result.code !== 0) throw new CommandError([command, ...parameters].join(" "), result);
  return result;
}

/** Runs a script of an installed package or of this project under the running Node. */
export function runNode(
  script: string,
  parameters: readonly string[] = [],
  options: SpawnOptions = {},
): Promise<CommandResult> {
  return runCommand(process.execPath, [inProject(script), ...parameters], options);
}

/** Runs npm, under the running Node if possible. */
export function runNpm(parameters: readonly string[], options: SpawnOptions = {}): Promise<CommandResult> {
  const cli = process.env["npm_execpath"];
  if (cli?.endsWith("npm-cli.js") && existsSync(cli))
    return runCommand(process.execPath, [cli, ...parameters], options);
  const windows = process.platform === "win32";
  return runCommand(windows ? "npm.cmd" : "npm", parameters, { ...options, shell: windows });
}
