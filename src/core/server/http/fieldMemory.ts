import { english, type Translate } from "../../types/translate.ts";

/** JSON to be sent. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** Fields that a server may refuse without harm, and the name that it may want instead. */
const optionalFields: Readonly<Record<string, string | undefined>> = {
  stream_options: undefined,
  temperature: undefined,
  stop: undefined,
  prediction: undefined,
  encoding_format: undefined,
  max_tokens: "max_completion_tokens",
  max_completion_tokens: undefined,
};

/** Whether a request can do without a field, or with another name for it. */
export function isOptionalField(name: string): boolean {
  return Object.hasOwn(optionalFields, name);
}

/** The optional fields that one server refuses for one model: they are left out, or sent under another name. */
export class FieldMemory {
  readonly #refused = new Set<string>();
  readonly #onRefused: (change: string) => void;

  /** @param onRefused receives a phrase about each field in English, once */
  constructor(onRefused: (change: string) => void = () => undefined) {
    this.#onRefused = onRefused;
  }

  /**
   * Remembers the optional ones of the refused fields.
   * @param sent the body that was refused
   * @returns whether the request can be repeated with another body
   */
  learn(fields: readonly string[], sent: RequestBody): boolean {
    const learned = fields.filter((field) => isOptionalField(field) && !this.#refused.has(field));
    for (const field of learned) {
      this.#refused.add(field);
      this.#onRefused(changeOf(field, english));
    }
    return fields.some((field) => field in sent && this.#refused.has(field));
  }

  /** The body without refused fields, or with them under their other names. */
  adapt(body: RequestBody): RequestBody {
    if (this.#refused.size === 0) return body;
    const kept = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
      const field = this.#nameFor(name);
      return field === undefined ? [] : [[field, value]];
    });
    return Object.fromEntries(kept);
  }

  /** What differs from the usual requests, a phrase for each field. */
  changes(t: Translate): readonly string[] {
    return [...this.#refused].map((field) => changeOf(field, t));
  }

  #nameFor(field: string): string | undefined {
    if (!this.#refused.has(field)) return field;
    const other = optionalFields[field];
    return other === undefined ? undefined : this.#nameFor(other);
  }
}

function changeOf(field: string, t: Translate): string {
  const other = optionalFields[field];
  return other === undefined ? t('without "{0}"', field) : t('with "{0}" instead of "{1}"', other, field);
}
