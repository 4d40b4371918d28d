import type { Connection } from "vscode-languageserver/node";
import type { Clock } from "../app/ports.ts";

/** Tells when files are read, and when what was read is learnt. */
export interface LearnedFiles {
  readonly whenRead: () => Promise<void>;
  readonly runner: { whenIdle(): Promise<void> };
  readonly workspaceFeed: { whenRead(): Promise<void> };
}

export interface LearningProgressDeps {
  readonly connection: Pick<Connection, "window">;
  readonly learning: LearnedFiles;
  readonly clock: Clock;
  /** Whether the client draws progress. */
  readonly isSupported: boolean;
  readonly onError: (error: unknown) => void;
}

/** Work that takes less time is not worth a line on the screen. Milliseconds. */
const quietMs = 400;
/** The files of the workspace are searched for a little later than the open ones are learnt. Milliseconds. */
const searchMs = 100;

/** Shows progress while files are learnt. */
export class LearningProgress {
  readonly #deps: LearningProgressDeps;
  #following: Promise<void> | undefined;

  constructor(deps: LearningProgressDeps) {
    this.#deps = deps;
  }

  /** Whether files are being learnt. */
  get isLearning(): boolean {
    return this.#following !== undefined;
  }

  /** To be called when files begin to be learnt. */
  started(): void {
    this.#following ??= this.#follow()
      .catch(this.#deps.onError)
      .finally(() => {
        this.#following = undefined;
      });
  }

  async #follow(): Promise<void> {
    const learning = this.#learnt();
    const isQuick = await Promise.race([learning.then(() => true), this.#pause(quietMs).then(() => false)]);
    if (isQuick || !this.#deps.isSupported) return learning;
    const progress = await this.#deps.connection.window.createWorkDoneProgress();
    progress.begin("Hunch", undefined, "Learning your files", false);
    await learning.finally(() => progress.done());
  }

  async #learnt(): Promise<void> {
    const { runner, workspaceFeed, whenRead } = this.#deps.learning;
    await whenRead();
    await runner.whenIdle();
    await this.#pause(searchMs);
    await workspaceFeed.whenRead();
    await runner.whenIdle();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#deps.clock.after(ms, resolve));
  }
}
