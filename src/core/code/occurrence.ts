/** What is known of a name at one place, beside its number. */
export const occurrence = {
  /** It is declared here: a function, class, type, variable or field. */
  declared: 1,
  /** It follows "." "->" or "::". */
  member: 2,
  /** It is followed by "(". */
  called: 4,
  /** It is a word of a string or of prose, not a name of the program. */
  quoted: 8,
} as const;

/** Bits that these facts take below the number of the name. */
export const occurrenceBits = 4;
export const factsMask = (1 << occurrenceBits) - 1;
