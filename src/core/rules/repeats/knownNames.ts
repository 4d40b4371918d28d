import type { Cursor } from "../../types/cursor.ts";
import { importedNames } from "./importedNames.ts";

/** Characters on either side of the cursor in which imports and declarations are looked for. */
const reach = 40_000;
const declared =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(?:class|function|const|let|var|interface|type|enum|def|struct)\s+([\w$]+)/gm;

/** What the file imports and declares outside of the cursor's line, and what that line imports before the cursor. */
export interface KnownNames {
  /** The other lines, without white space around them. */
  readonly lines: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** Finds the names near a cursor that an import must not bring again. */
export function knownNames({ prefix, suffix }: Cursor, lineBefore: string): KnownNames {
  const above = prefix.slice(-reach, prefix.length - lineBefore.length);
  const rest = suffix.indexOf("\n");
  const below = rest < 0 ? "" : suffix.slice(rest, rest + reach);
  const isInPath = /["']|\bfrom\s*$/.test(lineBefore);
  const begun = isInPath ? "" : `${lineBefore.replace(/[\w$]*$/, "")}} from`;
  const both = `${above}\n${below}`;
  return {
    lines: new Set(both.split("\n").map((line) => line.trim())),
    names: new Set([
      ...[above, below, begun, begun.replace("} from", "")].flatMap(importedNames),
      ...[...both.matchAll(declared)].flatMap(([, name]) => name ?? []),
    ]),
  };
}
