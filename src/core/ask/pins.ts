/** Context that a question names with `#`. */
export type Pin =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "selection" }
  /** What git reports as changed. */
  | { readonly kind: "changes" };

export interface PinnedQuestion {
  /** The question in words: `#file:src/boat.ts` becomes `src/boat.ts`. */
  readonly question: string;
  readonly pins: readonly Pin[];
}

const pin = /(?<=^|\s)#(?:(file|symbol):(?:"([^"\n]+)"|([^\s"]+?))|(selection|changes))(?=[.,;:!?)]*(?:\s|$))/gu;

/** Reads the pins of a question. Other words that start with `#` stay as they are. */
export function readPins(text: string): PinnedQuestion {
  const pins: Pin[] = [];
  const question = text.replace(pin, (_, kind?: string, quoted?: string, plain?: string, word?: string) => {
    const name = quoted ?? plain ?? "";
    if (kind === "file") pins.push({ kind, path: name });
    else if (kind === "symbol") pins.push({ kind, name });
    else if (word === "selection" || word === "changes") pins.push({ kind: word });
    return kind ? name : `the ${word}`;
  });
  return { question, pins };
}

/** Writes a pin so that {@link readPins} reads it. */
export function writePin(kind: "file" | "symbol", name: string): string {
  return /\s/.test(name) ? `#${kind}:"${name}"` : `#${kind}:${name}`;
}
