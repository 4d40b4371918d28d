import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProgressBoard } from "../../../scripts/progressBoard.ts";

/** Returns the lines that a terminal shows after these writes. Supports LF, CR, moving up and erasing. */
function screenOf(writes: string): readonly string[] {
  const lines = [""];
  let row = 0;
  let column = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are controlled by them
  for (const [token] of writes.matchAll(/\x1b\[(\d*)([AJK])|[\s\S]/g)) {
    const line = lines[row] ?? "";
    if (token === "\n") [row, column] = [row + 1, 0];
    else if (token === "\r") column = 0;
    else if (token.endsWith("A") && token.length > 1) row -= Number(token.slice(2, -1));
    else if (token === "\x1b[K") lines[row] = line.slice(0, column);
    else if (token === "\x1b[J") lines.splice(row, lines.length, line.slice(0, column));
    else {
      lines[row] = `${line.slice(0, column).padEnd(column)}${token}${line.slice(column + 1)}`;
      column++;
    }
    lines[row] ??= "";
  }
  return lines.filter((line) => line !== "");
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function boardOn(isTTY: boolean, columns = 80) {
  let writes = "";
  let now = 0;
  const terminal = {
    isTTY,
    columns,
    write: (text: string) => {
      writes += text;
    },
  };
  const board = new ProgressBoard(terminal, () => now);
  const pass = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };
  return { board, pass, screen: () => screenOf(writes), writes: () => writes };
}

test("steps that run at the same time have a line each, and their times move", () => {
  const { board, pass, screen } = boardOn(true);
  board.start("Building");
  pass(1_000);
  board.start("Installing");
  pass(2_000);
  expect(screen()).toEqual(["  … Building (3.0 s)", "  … Installing (2.0 s)"]);
});

test("a finished step stays above the running ones", () => {
  const { board, pass, screen } = boardOn(true);
  const finishFirst = board.start("Building");
  const finishSecond = board.start("Installing");
  pass(500);
  finishSecond("✓");
  expect(screen()).toEqual(["  ✓ Installing (0.5 s)", "  … Building (0.5 s)"]);
  pass(500);
  finishFirst("✗");
  expect(screen()).toEqual(["  ✓ Installing (0.5 s)", "  ✗ Building (1.0 s)"]);
  const { length } = screen();
  pass(5_000);
  expect(screen()).toHaveLength(length);
});

test("a label that is wider than the terminal does not wrap", () => {
  const { board, pass, screen } = boardOn(true, 20);
  board.start("Installing a package with a long name");
  pass(1_000);
  expect(screen()).toEqual(["  … Installing a pa"]);
});

test("without a terminal only finished steps are printed, without control characters", () => {
  const { board, pass, writes } = boardOn(false);
  const finish = board.start("Building");
  pass(2_000);
  expect(writes()).toBe("");
  finish("✓");
  expect(writes()).toBe("  ✓ Building (2.0 s)\n");
});
