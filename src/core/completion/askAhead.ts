import { surroundingsOf } from "../code/scan/surroundings.ts";
import { chooseScope } from "../trigger/chooseScope.ts";
import type { Cursor } from "../types/cursor.ts";
import type { CompletionModel } from "../types/model.ts";
import { askModel } from "./askModel.ts";
import type { CompletionDeps, CompletionRequest } from "./complete.ts";
import type { Suggestion } from "./suggestion.ts";
import { Trace } from "./trace.ts";

/**
 * Sends the request that would follow a suggestion's acceptance while it is still being read, once for each
 * suggestion and only where nothing else runs. Its answer waits in the cache for the place behind the suggestion; a
 * key stroke that says something else aborts it.
 */
export class AskAhead {
  readonly #isWanted: () => boolean;
  #lastId: number | undefined;

  /** @param isWanted whether the server may be asked for answers that nobody may come to see */
  constructor(isWanted: () => boolean) {
    this.#isWanted = isWanted;
  }

  /** @param shown a suggestion of the model at `request`'s cursor */
  begin(shown: Suggestion, model: CompletionModel, request: CompletionRequest, deps: CompletionDeps): void {
    if (shown.id === this.#lastId || !this.#isWanted()) return;
    const cursor = afterAccepting(request.cursor, shown);
    if (deps.cache.recall(cursor)?.source === "server") return;
    const scope = chooseScope(cursor, surroundingsOf(cursor), { explicit: false, maxLines: request.maxLines });
    const ahead = { ...request, cursor, scope, explicit: false };
    const trace = new Trace(() => performance.now());
    const isBegun = deps.running.startAhead(cursor, async (provenance, onText, signal) => {
      await deps.giveWay(); // What is shown goes first.
      return askModel({ model, request: ahead, trigger: "prefetch", deps, trace, provenance, onText }, signal);
    });
    if (isBegun) this.#lastId = shown.id;
  }
}

/** The place as it will be once a suggestion was accepted whole. */
function afterAccepting(cursor: Cursor, { text, replaceAfter }: Suggestion): Cursor {
  return {
    ...cursor,
    version: cursor.version + 1,
    line: cursor.line + text.split("\n").length - 1,
    prefix: cursor.prefix + text,
    suffix: cursor.suffix.slice(replaceAfter),
  };
}
