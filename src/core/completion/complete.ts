import type { Fitted } from "../rules/fitRestOfLine.ts";
import { refine } from "../rules/refine.ts";
import type { RequestEnd } from "../statistics/requestEnd.ts";
import { firstOf } from "./firstOf.ts";
import type { Pending } from "./inFlight.ts";
import { floorOfConfidence } from "./leastConfidence.ts";
import { isWorthReading, mayOffer } from "./mayOffer.ts";
import type { CompletionAnswer, CompletionPorts, CompletionRequest } from "./request.ts";
import type { ServerAnswer } from "./serverAnswer.ts";
import type { AwaitedAnswer } from "./serverAnswers.ts";
import { Stopwatch } from "./stopwatch.ts";
import type { Suggestion } from "./suggestion.ts";
import { continueSuggestion } from "./suggestionMemory.ts";

/**
 * THE SPINE: recall → embedded engine ‖ server → choose. Remembered suggestions are returned at once. The embedded
 * engine answers in milliseconds; a server, if configured, gets a moment to do better. An aborted request returns nothing.
 */
export async function complete(
  request: CompletionRequest,
  ports: CompletionPorts,
  signal: AbortSignal,
): Promise<CompletionAnswer> {
  const { cursor, explicit } = request;
  const { memory, server: answers } = ports;
  const stopwatch = new Stopwatch(ports.clock.now);
  const server = answers.current(request.choices);

  const recalled = explicit ? undefined : memory.recall(cursor);
  const known = recalled && mayRecall(recalled, request, memory) ? recalled : undefined;
  if (known && (known.source === "server" || !server)) {
    if (server) answers.prefetchAfter(known, server, request);
    return answered([known], { stopwatch, fromCache: true });
  }

  const embed = () => stopwatch.time("embedded", () => answerEmbedded(request, ports));
  if (!server || (!explicit && answers.isTaken(cursor)))
    return answered(known ? [known] : embed(), { stopwatch, fromCache: known !== undefined });

  const joined = answers.join(cursor, signal);
  const draft = !joined && !known && server.takesDraft ? embed() : undefined;
  const start = () => answers.start(server, request, draft?.[0]?.text, signal);
  let pending = joined ?? start();
  // The request is sent before the engine takes the thread, so that both work at the same time.
  if (!joined) await ports.clock.yieldToEventLoop();
  if (signal.aborted) return cancelled(stopwatch, pending);
  const embedded = known ? [known] : (draft ?? embed());

  const waitMs = embedded.length > 0 && !explicit ? request.waitForModelMs : undefined;
  const awaitAnswer = () => stopwatch.timeAsync("model", () => firstOf(pending.answer, waitMs, signal));
  let awaited = await awaitAnswer();
  if (joined && !signal.aborted && disagrees(awaited, pending, request)) {
    pending = start();
    awaited = await awaitAnswer();
  }
  if (signal.aborted) return cancelled(stopwatch, pending);
  const written = suggestionAt(request, awaited, pending);
  if (written) answers.prefetchAfter(written, server, request);
  const suggestions = written ? [written, ...embedded] : embedded;
  return answered(suggestions, { stopwatch, pending, awaited, fromCache: known !== undefined && !written });
}

/** What continues stays; an embedded suggestion that was never shown must be worth showing here. */
function mayRecall(recalled: Suggestion, request: CompletionRequest, { offers }: CompletionPorts["memory"]): boolean {
  const isShown = recalled.source === "server" || offers.continues(recalled.text, request.cursor);
  return isShown || mayOffer(recalled, request, offers);
}

/** Asks the embedded engine and remembers its best suggestion. */
function answerEmbedded(request: CompletionRequest, { embedded, memory }: CompletionPorts): readonly Suggestion[] {
  const { cursor, rules, explicit } = request;
  const limit = explicit ? 3 : 1;
  const minConfidence = explicit ? request.minConfidence : floorOfConfidence(request.minConfidence);
  const accepted = new Map<string, Fitted>();
  const accepts = (text: string, confidence: number) => {
    // Refining shortens a text, and a shorter one needs more confidence.
    if (!isWorthReading({ text, confidence }, request, memory.offers)) return false;
    const refined = refine(text, rules);
    if (refined.kind === "dropped" || (!explicit && isClosedByRules(text, refined.text))) return false;
    if (!mayOffer({ ...refined, confidence }, request, memory.offers)) return false;
    accepted.set(text, { text: refined.text, replaceAfter: refined.replaceAfter });
    return true;
  };
  const { maxLines } = rules;
  const limits = { minConfidence, maxLines, limit, mayStopEarly: true, preferLong: !explicit, accepts };
  const suggestions = embedded(cursor, limits).flatMap(({ text, confidence, origin }): readonly Suggestion[] => {
    if (!accepted.has(text)) accepts(text, confidence);
    const fitted = accepted.get(text);
    return fitted === undefined ? [] : [{ ...fitted, id: memory.nextId(), source: "embedded", confidence, origin }];
  });
  if (suggestions[0]) memory.remember(cursor, suggestions[0]);
  return suggestions;
}

/**
 * Whether the rules closed what an answer left open before the rest of the line, as in `f("")`. Such answers had a
 * confidence of 50 %, but 19 % were right.
 */
function isClosedByRules(text: string, refined: string): boolean {
  return refined.length > text.length && refined.startsWith(text.trimEnd());
}

/** What is left at the request's cursor of the suggestion that the server wrote, possibly for an earlier cursor. */
function suggestionAt(
  { cursor }: CompletionRequest,
  awaited: AwaitedAnswer | undefined,
  pending: Pending<AwaitedAnswer>,
): Suggestion | undefined {
  return awaited?.suggestion && continueSuggestion(awaited.suggestion, pending.cursor, cursor);
}

/**
 * Whether an answer turned out to say something else than was typed since. An unusable answer for the
 * same cursor is not requested again, unless the user asks explicitly.
 */
function disagrees(
  awaited: AwaitedAnswer | undefined,
  pending: Pending<AwaitedAnswer>,
  request: CompletionRequest,
): boolean {
  const { prefix, suffix } = request.cursor;
  const isSamePlace = prefix === pending.cursor.prefix && suffix === pending.cursor.suffix;
  if (isSamePlace && !request.explicit) return false;
  if (!awaited || awaited.answer.kind === "failed") return false;
  return suggestionAt(request, awaited, pending) === undefined;
}

interface Answering {
  readonly stopwatch: Stopwatch;
  readonly fromCache?: boolean;
  /** The request to the server that was started or joined, if any. */
  readonly pending?: Pending<AwaitedAnswer>;
  /** What came of it in time. */
  readonly awaited?: AwaitedAnswer | undefined;
}

function answered(
  suggestions: readonly Suggestion[],
  { stopwatch, fromCache = false, pending, awaited }: Answering,
): CompletionAnswer {
  const missed = missOf(awaited?.answer);
  const end: RequestEnd =
    suggestions.length > 0
      ? { outcome: "offered", reason: missed?.reason }
      : (missed ?? { outcome: "empty", reason: "nothingLikely" });
  const provenance = suggestions[0]?.provenance ?? pending?.provenance;
  return { suggestions, end, fromCache, provenance, stagesMs: stopwatch.stagesMs() };
}

function cancelled(stopwatch: Stopwatch, { provenance }: Pending<AwaitedAnswer>): CompletionAnswer {
  const end: RequestEnd = { outcome: "cancelled", reason: undefined };
  return { suggestions: [], end, fromCache: false, provenance, stagesMs: stopwatch.stagesMs() };
}

/** How a request ends if the server was asked and gave nothing. */
function missOf(answer: ServerAnswer | undefined) {
  if (answer?.kind === "failed") return { outcome: "failed", reason: answer.reason } as const;
  if (answer?.kind === "dropped") return { outcome: "empty", reason: answer.rule } as const;
  return undefined;
}
