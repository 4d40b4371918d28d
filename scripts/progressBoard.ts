/** The part of a terminal's stream that a board writes to. */
export interface Terminal {
  readonly isTTY?: boolean;
  /** Width in characters. */
  readonly columns?: number;
  write(text: string): unknown;
}

interface RunningStep {
  readonly label: string;
  readonly startedAt: number;
}

/** Milliseconds between two updates of the running times. */
const updateMs = 500;

/** Formats milliseconds as seconds with one decimal, as "3.2 s". */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Shows steps that run at the same time. On a terminal, each running step has a line of its own with its time so far,
 * below the finished ones. Elsewhere, only finished steps are printed.
 */
export class ProgressBoard {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #running: RunningStep[] = [];
  #drawnLines = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param now monotonic time in milliseconds */
  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#now = now;
  }

  /** Shows a step. Returns the function that ends it with a mark such as "✓". */
  start(label: string): (mark: string) => void {
    const step = { label, startedAt: this.#now() };
    this.#running.push(step);
    this.draw();
    if (this.#terminal.isTTY) this.#timer ??= setInterval(() => this.draw(), updateMs);
    return (mark) => {
      this.#running.splice(this.#running.indexOf(step), 1);
      if (this.#running.length === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
      this.draw(`${this.#describe(mark, step)}\x1b[K\n`);
    };
  }

  /** Draws the running steps again. @param finished a line that is printed above them and stays */
  draw(finished = ""): void {
    if (!this.#terminal.isTTY) {
      this.#terminal.write(finished.replace("\x1b[K", ""));
      return;
    }
    const toFirstLine = this.#drawnLines > 1 ? `\x1b[${this.#drawnLines - 1}A` : "";
    // A longer line would wrap, and the cursor would not return to its start.
    const width = (this.#terminal.columns ?? 80) - 1;
    const lines = this.#running.map((step) => `${this.#describe("…", step).slice(0, width)}\x1b[K`);
    this.#terminal.write(`${toFirstLine}\r${finished}${lines.join("\n")}\x1b[J`);
    this.#drawnLines = lines.length;
  }

  #describe(mark: string, { label, startedAt }: RunningStep): string {
    return `  ${mark} ${label} (${seconds(this.#now() - startedAt)})`;
  }
}
