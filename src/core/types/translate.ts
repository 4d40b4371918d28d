/**
 * Puts a text into the language of the user.
 * @param text English, which is the key of its translations; `{0}`, `{1}`, … are replaced by the arguments
 */
export type Translate = (text: string, ...args: readonly (string | number)[]) => string;
