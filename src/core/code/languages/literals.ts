import type { StringSyntax } from "./language.ts";

/** `"…"` and `'…'` with backslashes, on one line. */
export const dq: StringSyntax = { open: '"', close: '"', escape: "\\" };
export const sq: StringSyntax = { open: "'", close: "'", escape: "\\" };
/** `'x'`, and no string where the quote does not close. */
export const ch: StringSyntax = { ...sq, character: true };

/** A string with backslashes over any number of lines. */
export function many(quote: string, hole?: string): StringSyntax {
  const plain: StringSyntax = { open: quote, close: quote, escape: "\\", multiline: true };
  return hole === undefined ? plain : { ...plain, hole };
}

/** A string without escapes over any number of lines. */
export function raw(open: string, close = open): StringSyntax {
  return { open, close, multiline: true };
}

/** `"""…"""` without escapes, in which quotes may precede the closing ones. */
export const tripled: StringSyntax = { ...raw('"""'), lastCloses: true };

/** A string in which a doubled quote stands for the quote. */
export function doubled(quote: string, multiline = true): StringSyntax {
  return { open: quote, close: quote, doubled: true, multiline };
}

export const slashes = { lineComments: ["//"], blockComments: [["/*", "*/"]] } as const;
export const hashes = { lineComments: ["#"], blockComments: [] } as const;
export const dashes = { lineComments: ["--"], blockComments: [["{-", "-}"]], nestedComments: true } as const;
