import type { Heredoc } from "../languages/language.ts";

/**
 * How the opening of a here-document is written. A shift operator looks alike: it has a space behind it, or directly
 * follows its left operand.
 */
const openings: Readonly<Record<Heredoc, RegExp>> = {
  shell: /^<<-?[ \t]*(?:(["'])([^"'\n]+)\1|\\?([A-Za-z_][\w.-]*))/,
  ruby: /^<<(?:[-~](?:(["'`])([^"'`\n]+)\1|([A-Za-z_]\w*))|(["'`])([A-Z_]\w*)\4|([A-Z_][A-Z\d_]*)(?!\w))/,
  perl: /^<<~?(?:[ \t]*(["'])([^"'\n]+)\1|([A-Za-z_]\w*))/,
  php: /^<<<[ \t]*(["']?)([A-Za-z_]\w*)\1/,
  terraform: /^<<-?([A-Za-z_][\w-]*)/,
  racket: /^<<([^\n]+)/,
};

/** The opening of a here-document, as it is written. */
export interface HeredocOpening {
  readonly open: string;
  /** The word that closes it. */
  readonly word: string;
  /** What opens code inside of it; undefined if all of it is text. */
  readonly hole: string | undefined;
}

const holes: Readonly<Partial<Record<Heredoc, string>>> = { shell: "$(", ruby: "#{", terraform: "${" };

/** The here-document that opens at `at`. */
export function heredocAt(text: string, at: number, kind: Heredoc): HeredocOpening | undefined {
  if (!text.startsWith("<<", at) || text[at - 1] === "<") return undefined;
  if (kind === "shell" && text.startsWith("<<<", at)) return undefined;
  if (kind === "racket" && text[at - 1] !== "#") return undefined;
  const match = openings[kind].exec(text.slice(at, at + 64));
  if (!match) return undefined;
  const [open, ...groups] = match;
  const word = groups.filter((group) => group !== undefined && !/^["'`]?$/.test(group)).at(-1);
  if (word === undefined || isShift(text, at, open, kind)) return undefined;
  const isPlain = open.endsWith("'") || open.includes("\\") || (kind === "shell" && open.endsWith('"'));
  return { open, word, hole: isPlain ? undefined : holes[kind] };
}

/** Whether `<<` follows its left operand: directly, or as a variable that takes no arguments. */
function isShift(text: string, at: number, open: string, kind: Heredoc): boolean {
  if ((kind !== "ruby" && kind !== "perl") || /^<<[-~]/.test(open)) return false;
  const before = text.slice(Math.max(0, at - 40), at);
  return /[\w)\]}"']$/.test(before) || (kind === "ruby" && /[@$]\w+[ \t]*$/.test(before));
}

/** Where code begins in a line of a here-document; -1 if nowhere. */
export function holeIn(line: string, hole: string): number {
  let at = line.indexOf(hole);
  while (at > 0 && /[\\$]/.test(line[at - 1] ?? "")) at = line.indexOf(hole, at + 1);
  return at;
}

/** How many characters of a line close a here-document; undefined if the line belongs to it. */
export function heredocEnd(line: string, word: string, kind: Heredoc | undefined): number | undefined {
  const end = line.indexOf(word) + word.length;
  const rest = line.trimStart().slice(word.length);
  if (!line.trimStart().startsWith(word)) return undefined;
  const closes = kind === "php" ? !/^\w/.test(rest) : /^[;,)]*\s*$/.test(rest);
  return closes ? end : undefined;
}
