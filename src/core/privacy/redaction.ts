/** What a prompt contains in place of a secret. */
export const redactionMark = "[redacted]";

/** A text without its secrets. */
export interface Redaction {
  readonly text: string;
  /** Secrets that were replaced. */
  readonly count: number;
}

/** Redacts the texts of one request and counts the secrets in all of them. */
export class Redactor {
  readonly #redact: (text: string) => Redaction;
  #count = 0;

  constructor(redact: (text: string) => Redaction) {
    this.#redact = redact;
  }

  /** Secrets replaced so far. */
  get count(): number {
    return this.#count;
  }

  /** The text without its secrets. */
  clean(text: string): string {
    const redaction = this.#redact(text);
    this.#count += redaction.count;
    return redaction.text;
  }
}
