import type { AskRequest } from "../../../../core/ask/askFiles.ts";
import { questionTerms } from "../../../../core/ask/questionTerms.ts";
import { rankPassages } from "./rankPassages.ts";
import { type ScannedFile, scanFile } from "./scanFile.ts";
import type { AskFiles, ScannedResult } from "./scanTypes.ts";
import { createTermMatcher } from "./termMatcher.ts";

export interface FindDeps {
  readonly files: AskFiles;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** Resolves once other work has had the thread. */
  readonly pause: () => Promise<void>;
}

export interface Findings {
  /** Best first. */
  readonly passages: readonly ScannedResult[];
  readonly filesRead: number;
}

/** Passages given to a model or shown without one. */
const mostPassages = 8;
/** Longest stretch in milliseconds that a search may hold the thread. */
const sliceMs = 6;

/**
 * Reads what it may and ranks passages against the question; gives the thread back every few milliseconds.
 * Undefined when aborted.
 */
export async function findPassages(
  request: AskRequest,
  { files, now, pause }: FindDeps,
  signal: AbortSignal,
  limit = mostPassages,
): Promise<Findings | undefined> {
  const terms = questionTerms(request);
  const matcher = createTermMatcher(terms);
  const scanned: ScannedFile[] = [];
  const promise = (path: string) => matcher(path).matches.length;
  let sliceEnds = now() + sliceMs;
  for await (const file of files(promise, signal)) {
    const scan = scanFile(file, matcher);
    let step = scan.next();
    while (!step.done) {
      if (now() >= sliceEnds) {
        await pause();
        sliceEnds = now() + sliceMs;
      }
      if (signal.aborted) return undefined;
      step = scan.next();
    }
    scanned.push(step.value);
  }
  if (signal.aborted) return undefined;
  return { passages: rankPassages(scanned, terms, limit), filesRead: scanned.length };
}
