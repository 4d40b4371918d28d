import { isSecretFile, isSecretPath } from "../privacy/isSecretFile.ts";
import { createRuleContext } from "../rules/ruleContext.ts";
import { continueSelected } from "../trigger/continueSelected.ts";
import { decideTrigger, type TriggerMoment } from "../trigger/decideTrigger.ts";
import { complete } from "./complete.ts";
import { paceOffer } from "./paceOffer.ts";
import type { CompletionAnswer, CompletionPorts, ServerChoices } from "./request.ts";

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
  const { minConfidence, maxPromptTokens, waitForModelMs, choices, explicit, maxLines, selectedSuggestion } = moment;
  // Ghost text beside an open suggest widget continues the chosen item.
  const continued = selectedSuggestion && continueSelected(moment.cursor, selectedSuggestion);
  const cursor = continued?.cursor ?? moment.cursor;
  // Outside the open folders, the path for display is only a name; the uri also shows the folder.
  const secretFile = isSecretPath(cursor.uri) || isSecretFile(cursor.path, cursor.prefix + cursor.suffix);
  const decision = decideTrigger({ ...moment, cursor, secretFile });
  if (decision.kind === "skip") {
    const end = { outcome: "skipped", reason: decision.reason } as const;
    const stagesMs = { total: ports.clock.now() - startedAt };
    return { suggestions: [], end, fromCache: false, provenance: undefined, stagesMs };
  }
  const rules = createRuleContext(cursor, { scope: decision.scope, maxLines, explicit }, decision.surroundings);
  const request = { cursor, rules, explicit, minConfidence, maxPromptTokens, waitForModelMs, choices };
  ports.memory.offers.follow(cursor);
  const found = await complete(request, ports, signal);
  const answer = await paceOffer(
    found,
    { cursor, explicit, startedAt, newOfferPauseMs: moment.newOfferPauseMs },
    ports,
    signal,
  );
  if (!continued) return answer;
  const suggestions = answer.suggestions.map((each) => ({ ...each, text: continued.rest + each.text }));
  return { ...answer, suggestions };
}
