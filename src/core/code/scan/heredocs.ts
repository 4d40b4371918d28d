import type { Heredoc } from "../languages/language.ts";

/**
 * How the opening of a here-document is written. A shift operator looks alike: it has a space behind it, or directly
 * follows its left operand.
 */
const openings: Readonly<Record<Heredoc, RegExp>> = {
  shell: /^<<-?[ \t]*(?:(["'])([^"'\n]+)\1|\\?([A-Za-z_][\w.-]*))/,
  ruby: /^<<(?:[-~](?:(["'`])([^"'`\n]+)\1|([A-Za-z_]\w*))|(["'`])([A-Z_]\w*)\4|([A-Z_]\w*))/,
  perl: /^<<~?(?:[ \t]*(["'])([^"'\n]+)\1|([A-Za-z_]\w*))/,
  php: /^<<<[ \t]*(["']?)([A-Za-z_]\w*)\1/,
  terraform: /^<<-?([A-Za-z_][\w-]*)/,
};

/** The opening of a here-document at `at`, as it is written, and the word that will close it. */
export function heredocAt(text: string, at: number, kind: Heredoc): readonly [open: string, word: string] | undefined {
  if (!text.startsWith("<<", at) || text[at - 1] === "<") return undefined;
  if (kind === "shell" && text.startsWith("<<<", at)) return undefined;
  const match = openings[kind].exec(text.slice(at, at + 64));
  if (!match) return undefined;
  const [open, ...groups] = match;
  const word = groups.filter((group) => group !== undefined && !/^["'`]?$/.test(group)).at(-1);
  const isShift =
    (kind === "ruby" || kind === "perl") && !/^<<[-~]/.test(open) && /[\w)\]}"']/.test(text[at - 1] ?? "");
  return word === undefined || isShift ? undefined : [open, word];
}

/** How many characters of a line close a here-document; undefined if the line belongs to it. */
export function heredocEnd(line: string, word: string, kind: Heredoc | undefined): number | undefined {
  const end = line.indexOf(word) + word.length;
  const rest = line.trimStart().slice(word.length);
  if (!line.trimStart().startsWith(word)) return undefined;
  const closes = kind === "php" ? !/^\w/.test(rest) : /^[;,)]*\s*$/.test(rest);
  return closes ? end : undefined;
}
