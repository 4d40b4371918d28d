import type { RuleContext } from "../ruleContext.ts";
import { innerForms, type LispForm, lispForms } from "./lispForms.ts";

/** Characters on either side of the cursor over which a form may extend. */
const reach = 6_000;
/** Lisps in which a condition and its value are two forms; in the others, a list holds both. */
const pairing = new Set(["clojure", "fennel"]);
const listing = new Set(["lisp", "commonlisp", "elisp", "emacs-lisp", "scheme", "racket"]);

/** Returns the keys of an item of a form, none if it is no key. `index` counts from the form's head. */
type KeysOf = (item: LispForm, index: number) => readonly string[];

/** Whether a text gives a condition, key or required namespace that the Lisp form around the cursor already has. */
export function repeatsForm(
  text: string,
  { cursor, language, lineBefore, atLineStart, atCursor }: RuleContext,
): boolean {
  const { prefix, suffix } = cursor;
  const languageId = language.id;
  if (!pairing.has(languageId) && !listing.has(languageId)) return false;
  const end = atLineStart.length + lineBefore.length;
  const opened = atCursor.frames.flatMap((frame) => (frame.kind === "bracket" ? [end - frame.at] : []));
  // The cursor is between the items or in one, such as `[clojure.string :as ▮]`.
  return opened.slice(-3).some((back) => {
    if (back > Math.min(reach, prefix.length)) return false;
    const form = prefix.slice(-back);
    const keysOf = keysOfForm(form, prefix.slice(0, -back).endsWith("#"), languageId);
    return keysOf !== undefined && repeatsKeyOf(keysOf, { written: form.slice(1), text, suffix });
  });
}

interface Parts {
  /** From the form's opening bracket to the cursor. */
  readonly written: string;
  readonly text: string;
  readonly suffix: string;
}

function repeatsKeyOf(keysOf: KeysOf, { written, text, suffix }: Parts): boolean {
  const to = written.length + text.length;
  const own: string[] = [];
  const others = new Set<string>();
  for (const [index, form] of lispForms(written + text + suffix.slice(0, reach)).entries()) {
    const isOwn = form.end > written.length && form.end - form.text.length < to;
    for (const key of keysOf(form, index))
      if (isOwn) own.push(key);
      else others.add(key);
  }
  const begunForms = lispForms(written);
  const begun = begunForms.flatMap((form, index) => (form.end === written.length ? keysOf(form, index) : []));
  return own.some((key) => others.has(key) && !begun.includes(key));
}

/** How the items of a form are keyed; undefined for a form that may hold the same item twice. */
function keysOfForm(form: string, isSet: boolean, languageId: string): KeysOf | undefined {
  const isPairing = pairing.has(languageId);
  if (form.startsWith("{")) return isPairing ? pairs(0, isSet ? 1 : 2) : undefined;
  const head = /^\(\s*([^\s()[\]{}"]+)/.exec(form)?.[1] ?? "";
  if (/^(?::require|:use|require|use)$/.test(head)) return required;
  if (/^cond(?:->>?)?$/.test(head)) return isPairing ? pairs(head === "cond" ? 1 : 2, 2) : clauses(1);
  if (/^(?:e|p)?case$/.test(head)) return alternatives(isPairing ? pairs(2, 2) : clauses(2));
  return head === "condp" ? pairs(3, 2) : undefined;
}

/** Each `step`th item from `first` on is a key. */
function pairs(first: number, step: number): KeysOf {
  return (item, index) => (index >= first && (index - first) % step === 0 ? [squeeze(item.text)] : []);
}

/** Each item from `first` on is a list that starts with its key. */
function clauses(first: number): KeysOf {
  return (item, index) => {
    const [key] = (index >= first ? innerForms(item) : undefined) ?? [];
    return key === undefined ? [] : [squeeze(key.text)];
  };
}

/** A list as a key of `case` stands for each of its items. */
function alternatives(keysOf: KeysOf): KeysOf {
  return (item, index) =>
    keysOf(item, index).flatMap((key) =>
      key.startsWith("(") ? lispForms(key.slice(1)).map(({ text }) => text) : [key],
    );
}

function required(item: LispForm, index: number): readonly string[] {
  if (index === 0) return [];
  const [namespace = item, ...options] = innerForms(item) ?? [];
  const alias = options.findIndex(({ text }) => text === ":as" || text === ":as-alias");
  const name = alias < 0 ? undefined : options[alias + 1]?.text;
  return [`namespace ${namespace.text.replace("'", "")}`, ...(name === undefined ? [] : [`alias ${name}`])];
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").replace(/([([{]) | (?=[)\]}])/g, "$1");
}
