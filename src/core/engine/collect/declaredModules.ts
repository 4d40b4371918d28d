import { languages } from "../../code/languages/languages.ts";
import { isDeclarator } from "../learn/fileOutline.ts";
import type { Site, Source } from "../learn/source.ts";
import { isMemberMark } from "./isMemberMark.ts";
import type { Place } from "./place.ts";
import { relativeModule } from "./relativeModule.ts";

/** A name that the code below uses without having it, and the module that another file declares it in. */
export interface DeclaredName {
  readonly name: string;
  /** The module as an import line of this file would write it. */
  readonly from: string;
  readonly origin: Site;
}

/** Names looked for, and tokens below the cursor that they are taken from. */
const maxNames = 24;
const maxTokensBelow = 4_000;

/** Names that occur below, but neither above nor in `imported`, and are declared at the top level of another file. */
export function findDeclaredNames(
  place: Place,
  sources: readonly Source[],
  imported: ReadonlySet<string>,
): DeclaredName[] {
  const { own, vocabulary } = place;
  const family = languages.of(own.file.identity.languageId).family;
  const wanted = namesInNeed(place, imported);
  return sources.slice(1).flatMap((source) => {
    const { path, languageId } = source.file.identity;
    if (languages.of(languageId).family !== family || wanted.length === 0) return [];
    return wanted.flatMap((token) => {
      const position = source.file.outline.declared.get(token);
      const name = vocabulary.textOf(token);
      const from = position === undefined ? undefined : moduleOf(path, name, own.file.identity.path);
      return position === undefined || from === undefined
        ? []
        : [{ name, from, origin: { source, position, matched: 0 } }];
    });
  });
}

function namesInNeed({ own, vocabulary, isAbove }: Place, imported: ReadonlySet<string>): readonly number[] {
  const { tokens, lineStarts } = own.file.lines;
  const start = lineStarts[(own.cursorLine ?? 0) + 1] ?? tokens.length;
  const names = new Set<number>();
  for (let at = start; at < Math.min(tokens.length, start + maxTokensBelow) && names.size < maxNames; at++) {
    const token = tokens[at] ?? 0;
    const before = vocabulary.textOf(tokens[at - 1] ?? 0);
    if (!vocabulary.isName(token) || names.has(token) || isMemberMark(before) || isDeclarator(before)) continue;
    if (!imported.has(vocabulary.textOf(token)) && !isAbove(token)) names.add(token);
  }
  return [...names];
}

/** How `importer` would name the module that a path is; undefined in languages where the path does not show it. */
function moduleOf(path: string, name: string, importer: string): string | undefined {
  const [, stem = "", ending = ""] = /^(.*)\.(\w+)$/.exec(path) ?? [];
  switch (ending) {
    case "ts":
    case "tsx":
    case "js":
    case "jsx":
    case "mts":
    case "mjs":
      return relativeModule(`/${stem.replace(/\/index$/, "")}`, importer);
    case "py":
      return stem
        .replace(/^(?:src|lib)\//, "")
        .replace(/\/__init__$/, "")
        .replaceAll("/", ".");
    case "java":
    case "kt": {
      const root = /(?:^|\/)(?:java|kotlin)\/(.+)\/(\w+)$/.exec(stem);
      return root?.[2] === name ? root[1]?.replaceAll("/", ".") : undefined;
    }
    default:
      return undefined;
  }
}
