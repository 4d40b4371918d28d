import type { CompleterKey } from "../../core/statistics/completerNames.ts";
import { createDayOf } from "../../core/statistics/createDayOf.ts";
import type { OtherCompleterEvent, TelemetryEvent } from "../../core/statistics/events.ts";

/** Records which other extensions complete code in this window: each once a day, if Hunch showed a suggestion. */
export class OtherCompleters {
  readonly #append: (event: OtherCompleterEvent) => void;
  readonly #dayOf = createDayOf();
  /** Day and key of what was recorded. */
  readonly #recorded = new Set<string>();
  #active: readonly CompleterKey[] = [];

  constructor(append: (event: OtherCompleterEvent) => void) {
    this.#append = append;
  }

  /** Replaces the completers that are on from now on. */
  found(active: readonly CompleterKey[]): void {
    this.#active = active;
  }

  /** To be called with each event of this window. */
  recorded({ kind, at }: TelemetryEvent): void {
    if (kind !== "shown") return;
    for (const completer of this.#active) {
      const key = `${this.#dayOf(at)} ${completer}`;
      if (this.#recorded.has(key)) continue;
      this.#recorded.add(key);
      this.#append({ kind: "otherCompleter", at, languageId: "other", completer });
    }
  }

  /** To be called when recorded events were deleted. */
  forget(): void {
    this.#recorded.clear();
  }
}
