/** Facts about one use of a name, stored beside its number. */
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

/** Bits below the number of a name that hold these facts. */
export const occurrenceBits = 4;
export const factsMask = (1 << occurrenceBits) - 1;
