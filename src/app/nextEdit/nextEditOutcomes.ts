import { eventLanguage } from "../../core/statistics/eventLanguage.ts";
import type { EndedEvent, ShownEvent, SuggestionEndReason, SuggestionOutcome } from "../../core/statistics/events.ts";
import type { AcceptedPlace } from "../../core/statistics/retentionTracker.ts";
import type { Clock } from "../ports.ts";
import type { AppliedEdit, ProposedEdit, ShownNextEdit } from "./nextEditPorts.ts";

/** What became of a next edit, for the inspector. */
export interface NextEditRecord {
  /** Counts from 1 in each window. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly shown: ShownNextEdit;
  /** Undefined while it is shown. */
  outcome: SuggestionOutcome | undefined;
}

export interface NextEditOutcomesDeps {
  readonly clock: Clock;
  /** @param accepted where the new text is, for an edit that was applied by itself */
  readonly emit: (event: ShownEvent | EndedEvent, accepted?: AcceptedPlace) => void;
}

interface Live {
  readonly record: NextEditRecord;
  readonly languageId: string;
  readonly foundAfterMs: number;
  readonly drawnAt: number;
  isSeen: boolean;
  cancel: () => void;
}

/** An edit that stays this long has been seen, as for ghost text. */
const seenAfterMs = 300;
const keptRecords = 20;

/** Records what becomes of each next edit: it counts if it was visible for 300 ms or used. */
export class NextEditOutcomes {
  readonly #deps: NextEditOutcomesDeps;
  readonly #records: NextEditRecord[] = [];
  #live: Live | undefined;
  /** The last one that was applied: an undo may follow. */
  #applied: Live | undefined;
  #count = 0;

  constructor(deps: NextEditOutcomesDeps) {
    this.#deps = deps;
  }

  /** The last next edits, newest first. */
  get recent(): readonly NextEditRecord[] {
    return [...this.#records].reverse();
  }

  /** The edit is drawn, possibly again. @param foundAfterMs how long it took to find it */
  drawn(shown: ShownNextEdit, languageId: string, foundAfterMs: number): void {
    if (this.#live?.record.shown.proposal === shown.proposal) return;
    this.ended("replaced");
    const { clock } = this.#deps;
    const last = this.#records.at(-1);
    // The same edit again, for example after something was selected: it counts once.
    const isAgain = last?.outcome === "ignored" && isSame(last.shown, shown);
    if (isAgain) this.#records.pop();
    const id = isAgain ? last.id : ++this.#count;
    const record: NextEditRecord = { id, at: clock.wall(), shown, outcome: undefined };
    this.#records.push(record);
    if (this.#records.length > keptRecords) this.#records.shift();
    const cancel = clock.after(seenAfterMs, () => this.#see(live));
    const live: Live = { record, languageId, foundAfterMs, drawnAt: clock.monotonic(), isSeen: false, cancel };
    this.#live = live;
  }

  /** The edit was applied. @param applied undefined if others were applied with it */
  applied(proposal: ProposedEdit, applied?: AppliedEdit): void {
    const live = this.#live;
    if (live?.record.shown.proposal !== proposal) return; // Another one is shown since.
    this.#see(live);
    this.#applied = live;
    this.#end("acceptedWhole", "accepted", applied);
  }

  /** The edit is not shown any more. @param proposal the edit, if another one may be shown since */
  ended(reason: SuggestionEndReason, proposal?: ProposedEdit): void {
    const live = this.#live;
    if (proposal && live?.record.shown.proposal !== proposal) return;
    if (live && reason === "dismissed") this.#see(live);
    this.#end(reason, reason === "dismissed" ? "rejected" : "ignored");
  }

  /** The edit that was applied last was undone. The event corrects the earlier one. */
  undone(): void {
    const live = this.#applied;
    this.#applied = undefined;
    if (live) this.#emitEnd(live, "undone", "ignored");
  }

  #see(live: Live): void {
    if (live.isSeen || (live !== this.#live && live !== this.#applied)) return;
    live.isSeen = true;
    const { newLines } = live.record.shown.proposal;
    this.#deps.emit({
      kind: "shown",
      ...this.#factsOf(live),
      lines: Math.max(1, newLines.length),
      latencyMs: Math.round(live.foundAfterMs * 10) / 10,
    });
  }

  #end(reason: SuggestionEndReason, outcome: SuggestionOutcome, applied?: AppliedEdit): void {
    const live = this.#live;
    this.#live = undefined;
    live?.cancel();
    if (!live) return;
    if (live.isSeen) this.#emitEnd(live, reason, outcome, applied);
    else if (this.#records.at(-1) === live.record) this.#records.pop();
  }

  #emitEnd(live: Live, reason: SuggestionEndReason, outcome: SuggestionOutcome, applied?: AppliedEdit): void {
    live.record.outcome = outcome;
    const facts = this.#factsOf(live);
    const acceptedCharacters = outcome === "accepted" ? facts.characters : 0;
    const shownForMs = Math.round(this.#deps.clock.monotonic() - live.drawnAt);
    const { proposal, replacement } = live.record.shown;
    const place = applied && { uri: proposal.path, text: replacement.text, ...applied };
    this.#deps.emit({ kind: "ended", ...facts, outcome, reason, acceptedCharacters, shownForMs }, place);
  }

  #factsOf({ record: { id, shown }, languageId }: Live) {
    return {
      at: this.#deps.clock.wall(),
      suggestion: id,
      offer: id,
      languageId: eventLanguage(languageId),
      source: shown.model === undefined ? "nextEdit" : "nextEditModel",
      trigger: "automatic",
      confidence: shown.proposal.confidence,
      characters: shown.replacement.text.length,
    } as const;
  }
}

function isSame({ proposal: left }: ShownNextEdit, { proposal: right }: ShownNextEdit): boolean {
  return left.path === right.path && left.line === right.line && left.newLines.join("\n") === right.newLines.join("\n");
}
