import type { RuleContext } from "./ruleContext.ts";

/** Invisible characters that reorder or hide text: bidirectional controls, zero-width ones, a byte-order mark. */
const hidden = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Control characters but tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const control = /[\0-\x08\x0b-\x1f\x7f\u0085\u2028\u2029\ufffd\ufffe\uffff]/g;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Line ends become "\n"; what an editor can't show or a reader can't see goes: control characters, halves of
 * surrogate pairs, and hidden characters unless the document uses the same ones itself.
 */
export function cleanCharacters(text: string, { cursor }: RuleContext): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(loneSurrogate, "")
    .replace(control, "")
    .replace(hidden, (char) => (cursor.prefix.includes(char) || cursor.suffix.includes(char) ? char : ""));
}
