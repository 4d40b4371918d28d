import { lines } from "./lines.ts";
import { stopAfterLines } from "./stopAfterLines.ts";
import { stopAtRepetition } from "./stopAtRepetition.ts";
import { stopWhenEnough } from "./stopWhenEnough.ts";

export interface StopOptions {
  /** Most lines that will be shown. */
  readonly maxLines: number;
  /** Whether nothing that follows `text` can change what will be shown; asked at the end of each line. */
  readonly isEnough: (text: string) => boolean;
}

/** Lines a model may spend on fences, blank lines and repeated context beyond those that will be shown. */
const slackLines = 12;

/**
 * Ends a model's stream as soon as more of it can't matter: leaving this generator ends the request at the socket.
 * The result doesn't depend on how the answer was cut into chunks.
 */
export function stopRules(chunks: AsyncIterable<string>, options: StopOptions): AsyncGenerator<string, void, void> {
  const bounded = stopAfterLines(lines(chunks), options.maxLines + slackLines);
  return stopWhenEnough(stopAtRepetition(bounded), options.isEnough);
}
