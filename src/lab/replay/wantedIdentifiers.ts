import { identifiersOf } from "./identifiers.ts";
import type { ReplayCase } from "./replayCase.ts";

/** What a prompt is taken to show of the current file, in characters before and after the cursor. */
const shownChars = { prefix: 6000, suffix: 2000 } as const;

/** Identifiers that only retrieval can bring: not in the shown window of the file, but in some recent file. */
export interface WantedIdentifiers {
  readonly line: readonly string[];
  readonly block: readonly string[];
}

/** Tells what cases want; remembers the identifiers of each text, since cases share most of their recent files. */
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
