/**
 * Puts a text into the language of the user.
 * @param text English, which is the key of its translations; `{0}`, `{1}`, … are replaced by the arguments
 */
export type Translate = (text: string, ...args: readonly (string | number)[]) => string;

/** Leaves texts in English, for surfaces without translations such as the command line and the language server. */
export const english: Translate = (text, ...args) =>
  text.replace(/\{(\d+)\}/g, (hole, index: string) => String(args[Number(index)] ?? hole));
