import { identifiersOf } from "./identifiers.ts";
import type { ReplayCase } from "./replayCase.ts";

/** The part of the current file that a prompt is assumed to contain, in characters before and after the cursor. */
const shownChars = { prefix: 6000, suffix: 2000 } as const;

/** Identifiers that only retrieval can add: not in the shown part of the file, but in a recent file. */
export interface WantedIdentifiers {
  readonly line: readonly string[];
  readonly block: readonly string[];
}

/** Creates a finder of wanted identifiers. It caches those of each text, because cases share recent files. */
export function createWantedFinder(): (replayCase: ReplayCase) => WantedIdentifiers {
  const known = new Map<string, ReadonlySet<string>>();
  const of = (blob: string, text: string): ReadonlySet<string> => {
    const found = known.get(blob) ?? identifiersOf(text);
    known.set(blob, found);
    return found;
  };
  return (replayCase) => {
    const { prefix, suffix, recent } = replayCase;
    const shown = identifiersOf(`${prefix.slice(-shownChars.prefix)}\n${suffix.slice(0, shownChars.suffix)}`);
    const isWanted = (name: string) => !shown.has(name) && recent.some((file) => of(file.blob, file.text).has(name));
    return {
      line: replayCase.lineIdentifiers.filter(isWanted),
      block: replayCase.blockIdentifiers.filter(isWanted),
    };
  };
}
