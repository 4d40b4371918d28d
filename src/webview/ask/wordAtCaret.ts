import { t } from "../dom/t.ts";
import type { AskCompletion } from "./protocol.ts";

/** The word that is being typed, if proposals can be made for it. */
export interface TypedWord {
  readonly from: number;
  readonly text: string;
}

const pins: readonly AskCompletion[] = [
  { insert: "#file:", label: "#file:", detail: t("A file of the workspace") },
  { insert: "#symbol:", label: "#symbol:", detail: t("A class, function or other symbol") },
  { insert: "#selection ", label: "#selection", detail: t("What is selected in the editor") },
  { insert: "#changes ", label: "#changes", detail: t("What git reports as changed") },
];

const readyQuestions: readonly AskCompletion[] = [
  { insert: "/explain ", label: "/explain", detail: t("Explain the selection") },
  { insert: "/fix ", label: "/fix", detail: t("Find and fix what is wrong in the selection") },
  { insert: "/tests ", label: "/tests", detail: t("Write tests for the selection") },
  { insert: "/doc ", label: "/doc", detail: t("Document the selection") },
];

/** Returns the word before the caret that starts with `#`, or with `/` at the start of the question. */
export function wordAtCaret(text: string, caret: number): TypedWord | undefined {
  const before = text.slice(0, caret);
  const found = /(?:^|\s)(#(?:file|symbol):"[^"\n]*|#\S*)$|^(\/\w*)$/.exec(before);
  const word = found?.[1] ?? found?.[2];
  return word === undefined ? undefined : { from: caret - word.length, text: word };
}

/** Proposals that need no search; undefined if the extension has to look for files or symbols. */
export function ownCompletions({ text }: TypedWord): readonly AskCompletion[] | undefined {
  if (/^#(?:file|symbol):/.test(text)) return undefined;
  const known = text.startsWith("/") ? readyQuestions : pins;
  return known.filter(({ label }) => label.startsWith(text) && label !== text);
}

/**
 * Those proposals for the beginning of a word that go with what it is now. They are shown until the extension has looked
 * again, so that Tab never takes one for what was typed before.
 */
export function stillFitting(items: readonly AskCompletion[], { text }: TypedWord): readonly AskCompletion[] {
  const [, kind = "", name = ""] = /^(#\w+:)"?(.*)$/.exec(text.toLowerCase()) ?? [];
  return items.filter(({ insert, label, detail }) => {
    const isOfKind = insert.startsWith(kind) && insert !== kind;
    return isOfKind && `${label}\n${detail}`.toLowerCase().includes(name);
  });
}
