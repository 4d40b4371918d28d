import { offersSecret } from "../privacy/offersSecret.ts";
import { endsUnfinished } from "../rules/endsUnfinished.ts";
import { isCrumb } from "../rules/isCrumb.ts";
import { leavesOpen } from "../rules/leavesOpen.ts";
import { isAlreadyThere } from "../rules/repeats/isAlreadyThere.ts";
import { leastConfidence } from "./leastConfidence.ts";
import type { LineOffers } from "./lineOffers.ts";
import type { CompletionRequest } from "./request.ts";

/** A text of the embedded engine that might be shown. A server's answer passes the rules of form instead. */
export interface PossibleOffer {
  readonly text: string;
  readonly confidence: number | undefined;
  /** UTF-16 units after the cursor that the text replaces. */
  readonly replaceAfter?: number;
}

/**
 * Whether a text is worth showing and harmless. Never one that leaves code broken, writes a secret or repeats what is
 * there. Unasked, also no crumb, nothing below the confidence that its length needs, and nothing that the user typed
 * against on this line.
 */
export function mayOffer(offer: PossibleOffer, request: CompletionRequest, offers: LineOffers): boolean {
  const { text, replaceAfter = 0 } = offer;
  const { rules } = request;
  if (!isWorthReading(offer, request, offers)) return false;
  const after = rules.lineAfter.slice(replaceAfter);
  if (offersSecret(text, rules.cursor.prefix, after)) return false;
  if (leavesOpen(text, rules, replaceAfter) || endsUnfinished(text, rules, replaceAfter)) return false;
  return !isAlreadyThere(text, rules);
}

/** Whether a text is worth showing if it is harmless: the part of {@link mayOffer} that looks at the text alone. */
export function isWorthReading(
  { text, confidence }: PossibleOffer,
  { explicit, minConfidence, rules: { lineBefore } }: CompletionRequest,
  offers: LineOffers,
): boolean {
  if (explicit) return true;
  if (isCrumb(text, lineBefore) || offers.isContradicted(text)) return false;
  const { contradictions } = offers;
  return confidence === undefined || confidence >= leastConfidence(text, { minConfidence, contradictions, lineBefore });
}
