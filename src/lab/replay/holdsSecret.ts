import { redact } from "../../core/privacy/redactSecrets.ts";

/** Whether the redaction finds a secret in an offer, or one more in its line with the offer than without it. */
export function holdsSecret(offer: string, lineBefore: string): boolean {
  return redact(offer).count > 0 || redact(lineBefore + offer).count > redact(lineBefore).count;
}

/** The sentence with which a replay fails whose offers hold secrets; undefined if none does. */
export function secretsFailure(count: number): string | undefined {
  if (count === 0) return undefined;
  const what = count === 1 ? "1 offer holds a secret." : `${count} offers hold secrets.`;
  return `${what} No suggestion may: add a case to test/unit/privacy, and mend offersSecret.`;
}
