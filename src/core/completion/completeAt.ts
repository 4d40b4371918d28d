import { isSecretFile, isSecretPath } from "../privacy/isSecretFile.ts";
import { createRuleContext } from "../rules/ruleContext.ts";
import { continueSelected } from "../trigger/continueSelected.ts";
import { decideTrigger, type TriggerDecision, type TriggerMoment } from "../trigger/decideTrigger.ts";
import { complete } from "./complete.ts";
import { paceOffer } from "./paceOffer.ts";
import type { CompletionAnswer, CompletionPorts, ServerChoices } from "./request.ts";
import type { Suggestion } from "./suggestion.ts";

/** A moment in an editor at which a completion may be due, and how the user wants it. */
export interface CompletionMoment extends Omit<TriggerMoment, "secretFile"> {
  /** Least confidence of the embedded engine's suggestions, from 0 to 1. */
  readonly minConfidence: number;
  /** Maximum tokens of prefix, suffix and snippets together. */
  readonly maxPromptTokens: number;
  /** How long an embedded suggestion waits for the server's, in milliseconds. */
  readonly waitForModelMs: number;
  /** How long typing must pause before a new suggestion appears, in milliseconds; one that continues appears at once. */
  readonly newOfferPauseMs: number;
  readonly choices: ServerChoices;
}

/**
 * Completes at a cursor: trigger → {@link complete}. Every way to a completion goes through here: the editor, the
 * command line, the replay. A file that looks like it holds secrets is never completed, and nothing leaves unredacted.
 */
export async function completeAt(
  moment: CompletionMoment,
  ports: CompletionPorts,
  signal: AbortSignal,
): Promise<CompletionAnswer> {
  const startedAt = ports.clock.now();
  // From the cursor itself: the item chosen in the suggest widget is not typed yet.
  ports.memory.offers.follow(moment.cursor);
  // Ghost text beside an open suggest widget continues the chosen item.
  const continued = moment.selectedSuggestion && continueSelected(moment.cursor, moment.selectedSuggestion);
  const cursor = continued?.cursor ?? moment.cursor;
  const decision = decideAt({ ...moment, cursor });
  if (decision.kind === "skip") {
    const end = { outcome: "skipped", reason: decision.reason } as const;
    const held = decision.reason === "suggestWidgetDisagrees" ? await hold(moment, ports, signal) : undefined;
    const stagesMs = { total: ports.clock.now() - startedAt };
    return { suggestions: [], end, held, fromCache: false, provenance: undefined, stagesMs };
  }
  const found = await completeIn(decision, { ...moment, cursor }, ports, signal);
  if (continued && found.end.outcome === "empty") return { ...found, held: await hold(moment, ports, signal) };
  const { explicit, newOfferPauseMs } = moment;
  const pacing = { cursor: moment.cursor, explicit, startedAt, newOfferPauseMs };
  return paceOffer(continued ? startingWith(continued.rest, found) : found, pacing, ports, signal);
}

function startingWith(rest: string, answer: CompletionAnswer): CompletionAnswer {
  return { ...answer, suggestions: answer.suggestions.map((each) => ({ ...each, text: rest + each.text })) };
}

function decideAt(moment: CompletionMoment): TriggerDecision {
  const { uri, path, prefix, suffix } = moment.cursor;
  // Outside the open folders, the path for display is only a name; the uri also shows the folder.
  return decideTrigger({ ...moment, secretFile: isSecretPath(uri) || isSecretFile(path, prefix + suffix) });
}

/** Completes as if the suggest widget were closed, so that the answer is ready the moment it closes. */
async function hold(
  moment: CompletionMoment,
  ports: CompletionPorts,
  signal: AbortSignal,
): Promise<Suggestion | undefined> {
  const decision = decideAt({ ...moment, selectedSuggestion: undefined });
  if (decision.kind === "skip") return undefined;
  const [first] = (await completeIn(decision, moment, ports, signal)).suggestions;
  if (first) ports.memory.hold(first.id, ports.clock.now());
  return first;
}

function completeIn(
  { scope, surroundings }: Extract<TriggerDecision, { readonly kind: "answer" }>,
  { cursor, minConfidence, maxPromptTokens, waitForModelMs, choices, explicit, maxLines }: CompletionMoment,
  ports: CompletionPorts,
  signal: AbortSignal,
): Promise<CompletionAnswer> {
  const rules = createRuleContext(cursor, { scope, maxLines, explicit }, surroundings);
  const request = { cursor, rules, explicit, minConfidence, maxPromptTokens, waitForModelMs, choices };
  return complete(request, ports, signal);
}
