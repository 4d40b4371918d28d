import { setTimeout as sleep } from "node:timers/promises";
import { type CommandResult, tryCommand } from "../command.ts";

/** Time to wait for another apt-get of the machine, such as that of its automatic updates. */
const waitMs = 300_000;
const pauseMs = 2_000;
const options = ["-o", "Acquire::Retries=3", "-o", `DPkg::Lock::Timeout=${waitMs / 1_000}`];

/** What an apt-get does: takes its parameters, resolves with its result. */
export type RunApt = (parameters: readonly string[]) => Promise<CommandResult>;

/**
 * Installs Debian packages on the machine itself. Installations that are asked for at the same time run one after
 * another, because two apt-get exclude one another; the list of packages is fetched once.
 */
export class AptGet {
  readonly #run: RunApt;
  readonly #pause: () => Promise<unknown>;
  #updated: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(run: RunApt = runApt, pause: () => Promise<unknown> = () => sleep(pauseMs)) {
    this.#run = run;
    this.#pause = pause;
  }

  /** Installs packages by name. @throws {Error} with the end of apt-get's output if one can't be installed */
  install(...names: readonly string[]): Promise<void> {
    const installed = this.#last.then(async () => {
      this.#updated ??= this.#try(["update"]);
      await this.#updated;
      await this.#try(["install", "-y", "--no-install-recommends", ...names]);
    });
    this.#last = installed.catch(() => undefined); // The caller gets the error; the next installation starts anyway.
    return installed;
  }

  /** Runs apt-get, again and again while another process holds the lock of its lists, for which it has no option. */
  async #try(parameters: readonly string[]): Promise<void> {
    for (let triesLeft = waitMs / pauseMs; ; triesLeft--) {
      const { code, output } = await this.#run([...options, ...parameters]);
      if (code === 0) return;
      const isLocked = output.includes("Could not get lock");
      if (!isLocked || triesLeft <= 0)
        throw new Error(`apt-get ${parameters.join(" ")} failed:\n${output.trimEnd().slice(-2_000)}`);
      await this.#pause();
    }
  }
}

/** The apt-get of this process. */
export const aptGet = new AptGet();

function runApt(parameters: readonly string[]): Promise<CommandResult> {
  return tryCommand("apt-get", parameters, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
