import { completeAt } from "../../core/completion/completeAt.ts";
import { momentAt } from "../../core/completion/momentAt.ts";
import { newOfferPauseMs } from "../../core/completion/paceOffer.ts";
import type { CompletionPorts } from "../../core/completion/request.ts";
import { withoutServer } from "../../core/completion/serverAnswers.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { EmbeddedEngine } from "../../core/types/engine.ts";
import { withAutoClosed } from "./autoClosed.ts";
import { recentOf } from "./contender.ts";
import { scoreAnswer } from "./engineScore.ts";
import { forEachCase } from "./forEachCase.ts";
import { type OfferFaults, offerFaultsOf } from "./offerFaults.ts";
import type { ParserJudge } from "./parserJudge.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import type { ReplayHost } from "./replayRetrieval.ts";
import { matchedChars, nextCharacter } from "./replayTyping.ts";
import { typingRhythm } from "./typingRhythm.ts";

/** One suggestion as someone who types saw it: from its first appearance until it was accepted, typed over or gone. */
export interface SeenOffer extends OfferFaults {
  readonly text: string;
  readonly confidence: Suggestion["confidence"];
  readonly origin: Suggestion["origin"];
  /** How long it was visible, in milliseconds; undefined if it was accepted or typed to its end. */
  readonly goneAfterMs: number | undefined;
  /** The first key after its appearance ended it. */
  readonly goneAtNextKey: boolean;
  readonly accepted: boolean;
}

/** One target line, typed with the product's suggestions. */
export interface FeelRow {
  readonly replayCase: ReplayCase;
  readonly plainKeys: number;
  readonly keys: number;
  readonly offers: readonly SeenOffer[];
}

export interface FeelOptions {
  readonly minConfidence: number;
  readonly maxLines: number;
  /** Judges accepted offers by a real parser, if given. */
  readonly parserJudge?: ParserJudge | undefined;
}

/**
 * Types each target line character by character with a human rhythm, and asks the whole product (trigger, engine, rules,
 * pacing) after each key. The editor closes brackets and quotes as VS Code does by default. A suggestion that is right to its last character is accepted as soon as it appears.
 */
export async function replayTypingFeel(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  options: FeelOptions,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly FeelRow[]> {
  const rows: FeelRow[] = [];
  await forEachCase(cases, [engine], host, signal, async (replayCase, index) => {
    rows.push(await typeWithFeel(replayCase, engine, options, typingRhythm(index + 1)));
  });
  return rows;
}

/** A suggestion that is visible. */
interface Standing {
  readonly suggestion: Suggestion;
  readonly faults: OfferFaults;
  shownMs: number;
  keysSeen: number;
  rest: string;
}

/** Types one target line whose files the engine knows. @param nextGapMs milliseconds before each next key */
export async function typeWithFeel(
  replayCase: ReplayCase,
  engine: EmbeddedEngine,
  options: FeelOptions,
  nextGapMs: () => number,
): Promise<FeelRow> {
  const line = replayCase.targetLine.trimEnd();
  const screen = new Screen(replayCase, engine, options);
  const offers: SeenOffer[] = [];
  let standing: Standing | undefined;
  let typed = "";
  let keys = 0;
  const end = (accepted: boolean) => {
    if (standing) offers.push(seen(standing, accepted));
    standing = undefined;
  };
  const cursorAt = (version: number) => withAutoClosed({ ...cursorOf(replayCase, typed), version });
  // The learned file lacks what the editor closed.
  writeLine(engine, cursorAt(2));
  for (let version = 2; typed.length < line.length; version++) {
    const gapMs = nextGapMs();
    const cursor = cursorAt(version);
    const { suggestion, waitedMs } = await screen.suggest(cursor, gapMs);
    if (suggestion && suggestion.text === standing?.rest) standing.shownMs += gapMs;
    else {
      end(false);
      if (suggestion) standing = stand(suggestion, cursor, gapMs - waitedMs, options.parserJudge);
    }
    const rest = line.slice(typed.length);
    const isRight = suggestion && scoreAnswer(replayCase, { ...suggestion, confidence: 1 }, typed).useful;
    const step = isRight ? rest.slice(0, matchedChars(rest, suggestion.text)) : nextCharacter(rest);
    keys += isRight ? 1 : step.length;
    if (isRight) end(true);
    else if (standing) {
      standing.keysSeen++;
      if (!standing.rest.startsWith(step)) end(false);
      else standing.rest = standing.rest.slice(step.length);
    }
    typed += step;
    writeLine(engine, cursorAt(version + 1));
  }
  if (standing) offers.push(seen(standing, false));
  return { replayCase, plainKeys: line.length, keys, offers };
}

/** Brings the engine's copy of the cursor's line up to date, like an editor's change event. */
export function writeLine(engine: EmbeddedEngine, { uri, version, line, prefix, suffix }: Cursor): void {
  const text = prefix.slice(prefix.lastIndexOf("\n") + 1) + (suffix.split("\n", 1)[0] ?? "");
  engine.edit(uri, version, [{ startLine: line, endLine: line + 1, lines: [text] }]);
}

function stand(suggestion: Suggestion, cursor: Cursor, shownMs: number, judge: ParserJudge | undefined): Standing {
  const { text, replaceAfter } = suggestion;
  return { suggestion, faults: offerFaultsOf(text, cursor, replaceAfter, judge), shownMs, keysSeen: 0, rest: text };
}

function seen({ suggestion, faults, shownMs, keysSeen, rest }: Standing, accepted: boolean): SeenOffer {
  const { text, confidence, origin } = suggestion;
  const isOver = accepted || rest.trim() === "";
  const goneAfterMs = isOver ? undefined : shownMs;
  const goneAtNextKey = !isOver && keysSeen === 1;
  return { text, confidence, origin, ...faults, accepted, goneAfterMs, goneAtNextKey };
}

/** The product as far as it answers: a clock of its own, on which the next key comes after the given time. */
class Screen {
  readonly #ports: CompletionPorts;
  readonly #options: FeelOptions;
  #nextKey = { afterMs: 0, controller: new AbortController() };
  #waitedMs = 0;

  constructor(replayCase: ReplayCase, engine: EmbeddedEngine, options: FeelOptions) {
    const recent = recentOf(replayCase);
    const memory = new SuggestionMemory();
    const clock = {
      now: () => 0,
      yieldToEventLoop: () => Promise.resolve(),
      pause: (ms: number) => {
        if (ms > this.#nextKey.afterMs) this.#nextKey.controller.abort();
        this.#waitedMs = ms;
        return Promise.resolve();
      },
    };
    const server = withoutServer(memory, clock);
    this.#ports = { embedded: (cursor, asked) => engine.answer(cursor, recent, asked), server, memory, clock };
    this.#options = options;
  }

  /** What appears before the next key, and after how many milliseconds. */
  async suggest(cursor: Cursor, gapMs: number) {
    const controller = new AbortController();
    this.#nextKey = { afterMs: gapMs, controller };
    this.#waitedMs = 0;
    const moment = momentAt(cursor, { ...this.#options, newOfferPauseMs });
    const { suggestions } = await completeAt(moment, this.#ports, controller.signal);
    return { suggestion: suggestions[0], waitedMs: this.#waitedMs };
  }
}
