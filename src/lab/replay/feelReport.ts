import type { FeelRow, SeenOffer } from "./replayTypingFeel.ts";
import { mean } from "./statistics.ts";

/**
 * What reading one offer costs, in characters not typed: two fixations of the eye, one on the offer and one back, of 225
 * to 250 ms each (Rayner, "Eye Movements in Reading", 1998), at 239 ms per key (Dhakal et al., CHI 2018).
 */
export const glanceCost = 2;

/** What the figures need of an offer, and of a line that was typed with offers. */
export type FeltOffer = Omit<SeenOffer, "confidence" | "origin">;
export interface FeltLine extends Pick<FeelRow, "plainKeys" | "keys"> {
  readonly offers: readonly FeltOffer[];
}

/** How suggestions feel to someone who types. Shares are fractions of the offers unless said otherwise. */
export interface FeelFigures {
  readonly lines: number;
  readonly offersPer100Keys: number;
  /** Fewer than four characters. */
  readonly under4: number;
  /** Gone less than 150 ms after they appeared. */
  readonly under150ms: number;
  /** Gone with the first key after they appeared. */
  readonly goneAtNextKey: number;
  /** Leave something open, whether accepted or not. */
  readonly unbalanced: number;
  /** The same by a real parser, as a share of the offers in its languages; undefined if there are none. */
  readonly unbalancedByParser: number | undefined;
  /** Declare, import or list what is there already. */
  readonly alreadyThere: number;
  /** Number of offers that hold a secret, which must be 0. */
  readonly secrets: number;
  readonly meanAcceptedCharacters: number;
  /** Share of the keystrokes saved. */
  readonly saved: number;
  /** Offers that are not right to their last character. */
  readonly falseOffersPer100Keys: number;
  /** Keystrokes saved less {@link glanceCost} for each offer, as a share of the keystrokes without help. */
  readonly netBenefit: number;
}

const brief = { characters: 4, ms: 150 };

/** Sums up lines that were typed with suggestions. */
export function summarizeFeel(rows: readonly FeltLine[]): FeelFigures {
  const offers = rows.flatMap((row) => row.offers);
  const sum = (of: (row: FeltLine) => number) => rows.reduce((total, row) => total + of(row), 0);
  const keys = Math.max(
    1,
    sum((row) => row.keys),
  );
  const plain = Math.max(
    1,
    sum((row) => row.plainKeys),
  );
  const share = (claim: (offer: (typeof offers)[number]) => boolean) =>
    mean(offers.map((each) => Number(claim(each)))) ?? 0;
  const accepted = offers.filter((offer) => offer.accepted);
  const parsed = offers.flatMap(({ unbalancedByParser }) => unbalancedByParser ?? []);
  return {
    lines: rows.length,
    offersPer100Keys: (100 * offers.length) / keys,
    under4: share(({ text }) => text.trim().length < brief.characters),
    under150ms: share(({ goneAfterMs }) => goneAfterMs !== undefined && goneAfterMs < brief.ms),
    goneAtNextKey: share((offer) => offer.goneAtNextKey),
    unbalanced: share((offer) => offer.unbalanced),
    unbalancedByParser: mean(parsed.map(Number)),
    alreadyThere: share((offer) => offer.alreadyThere),
    secrets: offers.filter((offer) => offer.secret).length,
    meanAcceptedCharacters: mean(accepted.map(({ text }) => text.trim().length)) ?? 0,
    saved: 1 - sum((row) => row.keys) / plain,
    falseOffersPer100Keys: (100 * (offers.length - accepted.length)) / keys,
    netBenefit: (plain - keys - glanceCost * offers.length) / plain,
  };
}
