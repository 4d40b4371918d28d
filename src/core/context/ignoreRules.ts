import ignore, { type Ignore } from "ignore";

/** Rules of ignore files from a root folder down to one folder, as git applies them. */
export interface IgnoreRules {
  /** @param path of a file in that folder, relative to the root, "/" between the parts */
  ignores(path: string): boolean;
  /**
   * These rules and those of one more ignore file, which win where both match.
   * @param folder that contains the file, relative to the root: "" or "src/lib/"
   * @param text of the file; lines that are no patterns have no effect
   */
  with(folder: string, text: string): IgnoreRules;
}

/** No rules. @param ignoreCase git's `core.ignoreCase` */
export function emptyIgnoreRules(ignoreCase: boolean): IgnoreRules {
  return wrap(ignore({ ignoreCase, allowRelativePaths: true }), ignoreCase);
}

function wrap(rules: Ignore, ignoreCase: boolean): IgnoreRules {
  return {
    ignores: (path) => rules.ignores(byBytes(path)),
    with: (folder, text) => {
      const lines = byBytes(text.replace(/^\uFEFF/, "")).split(/\r?\n/);
      const moved = lines.flatMap((line) => moveToRoot(line, byBytes(folder))).join("\n");
      return wrap(ignore({ ignoreCase, allowRelativePaths: true }).add(rules).add(moved), ignoreCase);
    },
  };
}

/**
 * A text with one character for each byte of its UTF-8 form: git's `?` and `[…]` match one byte. Bytes of other characters
 * than ASCII become ones that are neither white space nor letters.
 */
function byBytes(text: string): string {
  return text.replace(/[^ -~\s]|[\u0085-\uffff]/gu, (other) =>
    Array.from(new TextEncoder().encode(other), (byte) => String.fromCharCode(0xe000 + byte)).join(""),
  );
}

/**
 * A pattern of an ignore file in `folder`, written as if the file were in the root, as one pattern or several. All files
 * together are then one list in which git's rules hold: the last match decides, and nothing is re-included below an
 * ignored folder.
 */
function moveToRoot(line: string, folder: string): readonly string[] {
  if (line.startsWith("#")) return [];
  const [, not = "", body = ""] = /^(!?)(.*)$/s.exec(line) ?? [];
  const pattern = body.replace(/^\\(?=[#!])/, "").replace(/(?<=[^\\](?:\\\\)*)\\\/(?=\S)/g, "/");
  const trimmed = pattern.trimEnd();
  if (trimmed === "" || /^\/+$/.test(trimmed)) return [];
  const isAnchored = trimmed.slice(0, -1).includes("/");
  const moved = isAnchored ? splitStars(pattern.replace(/^\//, "")) : [`**/${pattern}`];
  const base = folder.replace(/[\\*?[\]]/g, "\\$&");
  return moved.map((each) => `${not}/${base}${each}`);
}

/**
 * Git compares the literal start of a pattern by itself (`match_pathname` in its dir.c). Two stars directly after it are
 * then the start of what remains, where they match folders, too: `a`, two stars and `/b` match `ab` and `ax/y/b`.
 */
function splitStars(pattern: string): readonly string[] {
  const [, literal, rest = ""] = /^([^*?[\\]*[^*?[\\/])\*\*+(\/.*|\s*)$/s.exec(pattern) ?? [];
  if (literal === undefined) return [pattern];
  const none = /^\/?\s*$/.test(rest) ? [`${literal}*${rest}`] : splitStars(`${literal}${rest.slice(1)}`);
  return [...none, `${literal}*/**${rest}`];
}
