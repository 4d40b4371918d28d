import type { AskRequest, Passage } from "../../../core/ask/askFiles.ts";
import { fusePassages } from "../../../core/ask/fusePassages.ts";
import type { Findings } from "../../../core/ask/passageIndex.ts";
import type { Translate } from "../../../core/types/translate.ts";
import type { OnProgress, WorkspaceIndex } from "../workspaceIndex.ts";
import type { SharedFinder } from "./sharedFinder.ts";

export interface FindEverywhereDeps {
  readonly workspace: Pick<WorkspaceIndex, "find">;
  /** Undefined where there can be none. */
  readonly shared: Pick<SharedFinder, "find"> | undefined;
  readonly t: Translate;
}

/**
 * Finds passages in the index of this machine and, if there is one, in the index that a team shares, at the same time.
 * Both lists become one by reciprocal rank fusion. While the index of this machine is being built, the question does not
 * wait for it once the shared one has found something.
 */
export async function findEverywhere(
  request: AskRequest,
  limit: number,
  { workspace, shared, t }: FindEverywhereDeps,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Findings | undefined> {
  if (!shared) return workspace.find(request, limit, onProgress, signal);
  const asked = shared.find(request, limit, signal);
  const enough = new Promise<void>((resolve) => {
    void asked.then((answer) => answer.kind === "found" && answer.findings.passages.length > 0 && resolve());
  });
  const [here, answer] = await Promise.all([workspace.find(request, limit, onProgress, signal, enough), asked]);
  if (!here || answer.kind === "off") return here;
  if (answer.kind === "failed") {
    const failure = t("{0} These passages come from the index of this machine.", answer.sentence);
    return { ...here, note: here.note === undefined ? failure : `${here.note} ${failure}` };
  }
  const { findings: there } = answer;
  return {
    passages: withOrigin(fusePassages(here.passages, there.passages, limit), here.passages, there.passages),
    fileCount: Math.max(here.fileCount, there.fileCount),
    isUnlikely: here.isUnlikely && there.isUnlikely,
    note: here.note,
  };
}

function withOrigin(
  fused: readonly Passage[],
  here: readonly Passage[],
  there: readonly Passage[],
): readonly Passage[] {
  const local = new Set(here.map(keyOf));
  const shared = new Set(there.map(keyOf));
  return fused.map((passage) =>
    shared.has(keyOf(passage)) ? { ...passage, origin: local.has(keyOf(passage)) ? "both" : "shared" } : passage,
  );
}

function keyOf({ uri, startLine, endLine }: Passage): string {
  return `${startLine} ${endLine} ${uri}`;
}
