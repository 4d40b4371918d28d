import type { Redaction } from "./redaction.ts";

/** Number of texts whose redaction is remembered, enough for the snippets of a few requests. */
const limit = 64;

/**
 * Caches `redact`, because a prompt's snippets rarely change between keystrokes. The least recently used texts are
 * dropped first.
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
