import { alignLines, isLinePair } from "../../../core/nextEdit/alignLines.ts";
import { diffTokens, type TokenChange } from "../../../core/nextEdit/diffTokens.ts";
import { isName, isWord, type Token, tokenise } from "../../../core/nextEdit/tokenise.ts";
import { variantOf } from "./variantOf.ts";
import type { World } from "./world.ts";

/** How far an edit that is due repeats edits already made, best kind first. */
export const kinds = ["rename", "variant", "same", "abstract", "partly", "other", "blank"] as const;
export type ChangeKind = (typeof kinds)[number];

/** Kinds whose every token change was made before: what rules of change can reach. */
export const reachableKinds: ReadonlySet<ChangeKind> = new Set<ChangeKind>(["rename", "variant", "same"]);

interface Change {
  /** Keys of the change; two changes that share one are equal. */
  readonly literal: readonly string[];
  /** Key in which names are numbered. */
  readonly abstract: string;
  readonly names: readonly [old: string, now: string] | undefined;
}

/** The kind of each edit that is due in the world, with its path. */
export function kindsOfDue(world: World): readonly { readonly path: string; readonly kind: ChangeKind }[] {
  const made = world.made.flatMap(({ path, line, oldLines, newLines }) => {
    const lines = world.linesOf(path);
    return changesOf(oldLines, newLines, [lines[line - 1] ?? "", lines[line + newLines.length] ?? ""]);
  });
  return world.due.map((edit) => {
    const lines = world.linesOf(edit.path);
    const around = [lines[edit.line - 1] ?? "", lines[edit.line + edit.oldCount] ?? ""];
    return { path: edit.path, kind: kindOf(changesOf(world.oldLinesOf(edit), edit.newLines, around), made) };
  });
}

function kindOf(changes: readonly Change[], made: readonly Change[]): ChangeKind {
  if (changes.length === 0) return "blank";
  const literal = new Set(made.flatMap((change) => change.literal));
  const abstract = new Set(made.map((change) => change.abstract));
  const names = made.flatMap((change) => (change.names ? [change.names] : []));
  const isLiteral = (change: Change) => change.literal.some((key) => literal.has(key));
  const isVariant = ({ names: own }: Change) =>
    own !== undefined && names.some(([old, now]) => variantOf(old, now, own[0]) === own[1]);
  const isAbstract = (change: Change) =>
    /[A-Za-z]{2}/.test(change.abstract.replace(/\$\d+/g, "")) && abstract.has(change.abstract);
  const reached = changes.map((change) => isLiteral(change) || isVariant(change));
  if (changes.every(isLiteral)) return changes.every((change) => change.names) ? "rename" : "same";
  if (reached.every(Boolean)) return "variant";
  if (changes.every((change, at) => reached[at] || isAbstract(change))) return "abstract";
  return reached.some(Boolean) ? "partly" : "other";
}

/** Elementary changes of an edit; changes of white space alone do not count. */
function changesOf(
  oldLines: readonly string[],
  newLines: readonly string[],
  around: readonly string[],
): readonly Change[] {
  return alignLines(oldLines, newLines).flatMap((piece) => {
    const old = oldLines.slice(piece.oldStart, piece.oldEnd);
    const now = newLines.slice(piece.newStart, piece.newEnd);
    if (!isLinePair(piece)) return blockChange(old, now, around);
    const oldTokens = tokenise(old[0] ?? "");
    const newTokens = tokenise(now[0] ?? "");
    return diffTokens(oldTokens, newTokens).map((change) => tokenChange(oldTokens, newTokens, change));
  });
}

function tokenChange(oldTokens: readonly Token[], newTokens: readonly Token[], change: TokenChange): Change {
  const { oldStart, oldEnd } = change;
  const old = textsOf(oldTokens.slice(oldStart, oldEnd));
  const now = textsOf(newTokens.slice(change.newStart, change.newEnd));
  const left = textsOf(oldTokens.slice(Math.max(0, oldStart - 2), oldStart));
  const right = textsOf(oldTokens.slice(oldEnd, oldEnd + 2));
  const numbers = numbering([...old, ...left, ...right].filter(isWord));
  const beside = `${numbered(left.slice(-1), numbers)} | ${numbered(right.slice(0, 1), numbers)}`;
  const [oldName = "", ...moreOld] = old;
  const [newName = "", ...moreNew] = now;
  const isRename = moreOld.length + moreNew.length === 0 && isName(oldName) && isName(newName);
  return {
    literal:
      old.length > 0
        ? [`${old.join(" ")} → ${now.join(" ")}`]
        : [`${left.at(-1) ?? "^"} _ → ${now.join(" ")}`, `_ ${right[0] ?? "$"} → ${now.join(" ")}`],
    abstract: `${numbered(old, numbers)} → ${numbered(now, numbers)}${old.length > 0 ? "" : ` | ${beside}`}`,
    names: isRename ? [oldName, newName] : undefined,
  };
}

function blockChange(old: readonly string[], now: readonly string[], around: readonly string[]): readonly Change[] {
  const oldTexts = old.flatMap((line) => textsOf(tokenise(line)));
  const newTexts = now.flatMap((line) => textsOf(tokenise(line)));
  if (oldTexts.length + newTexts.length === 0) return [];
  const context = new Set(old.length > 0 ? oldTexts : around.flatMap((line) => textsOf(tokenise(line))));
  const numbers = numbering((old.length > 0 ? oldTexts : newTexts).filter((text) => isName(text) && context.has(text)));
  return [
    {
      literal: [`${oldTexts.join(" ")} ⇒ ${newTexts.join(" ")}`],
      abstract: `${numbered(oldTexts, numbers)} ⇒ ${numbered(newTexts, numbers)}`,
      names: undefined,
    },
  ];
}

function textsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.map((token) => token.text);
}

function numbering(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...new Set(texts)].map((text, at) => [text, `$${at + 1}`]));
}

function numbered(texts: readonly string[], numbers: ReadonlyMap<string, string>): string {
  return texts.map((text) => numbers.get(text) ?? text).join(" ");
}
