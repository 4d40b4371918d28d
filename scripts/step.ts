import { ProgressBoard } from "./progressBoard.ts";

/** The process has one terminal, so all its steps share a board. */
const board = new ProgressBoard(process.stderr, () => performance.now());

/**
 * Shows on standard error that a step is running, and when it ends, how long it took.
 * @param label the step without a full stop, such as "Building the extension"
 */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const finish = board.start(label);
  try {
    const result = await work();
    finish("✓");
    return result;
  } catch (error) {
    finish("✗");
    throw error;
  }
}
