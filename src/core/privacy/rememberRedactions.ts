import type { Redaction } from "./redaction.ts";

/** Texts whose redaction is remembered: the snippets of a few requests. */
const limit = 64;

/**
 * `redact` that reads a text once: the snippets of a prompt are the same from one key stroke to the next. The texts
 * used longest ago are forgotten first.
 */
export function rememberRedactions(redact: (text: string) => Redaction): (text: string) => Redaction {
  const known = new Map<string, Redaction>();
  return (text) => {
    const redaction = known.get(text) ?? redact(text);
    known.delete(text);
    known.set(text, redaction);
    for (const oldest of known.keys()) {
      if (known.size <= limit) break;
      known.delete(oldest);
    }
    return redaction;
  };
}
