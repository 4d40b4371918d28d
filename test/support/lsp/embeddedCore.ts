import { setImmediate } from "node:timers/promises";
import { completeAt } from "../../../src/core/completion/completeAt.ts";
import { momentAt } from "../../../src/core/completion/momentAt.ts";
import type { CompletionPorts } from "../../../src/core/completion/request.ts";
import { withoutServer } from "../../../src/core/completion/serverAnswers.ts";
import type { Suggestion } from "../../../src/core/completion/suggestion.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { confidenceThresholds } from "../../../src/core/engine/score/thresholds.ts";
import type { Cursor } from "../../../src/core/types/cursor.ts";
import type { LineEdit, RecentFile, SourceFile } from "../../../src/core/types/source.ts";

/** The embedded engine behind `completeAt`, without any adapter: what an adapter is compared with. */
export class EmbeddedCore {
  readonly #engine = createEngine();
  #recent: readonly RecentFile[] = [];

  /** Learns files, the most recent one last. */
  learn(files: readonly SourceFile[]): void {
    for (const file of files) for (const _ of this.#engine.learn(file));
    this.#recent = files.map(({ uri }) => ({ uri, edited: [] })).reverse();
  }

  edit(uri: string, version: number, edits: readonly LineEdit[]): void {
    if (!this.#engine.edit(uri, version, edits)) throw new Error(`${uri} is out of step`);
  }

  /** The suggestions at a cursor with the default settings. */
  async complete(cursor: Cursor, explicit: boolean): Promise<readonly Suggestion[]> {
    const recent = this.#recent.filter(({ uri }) => uri !== cursor.uri);
    const memory = new SuggestionMemory();
    const clock = { now: () => performance.now(), yieldToEventLoop: () => setImmediate() };
    const server = withoutServer(memory, clock);
    const embedded: CompletionPorts["embedded"] = (at, options) => this.#engine.answer(at, recent, options);
    const minConfidence = confidenceThresholds[explicit ? "eager" : "balanced"];
    const moment = momentAt(cursor, { explicit, minConfidence });
    const answer = await completeAt(moment, { embedded, server, memory, clock }, new AbortController().signal);
    return answer.suggestions;
  }
}
