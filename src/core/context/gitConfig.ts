/** One entry of a git configuration file; section and key in lower case, e.g. "core.excludesfile". */
export interface GitConfigEntry {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a git configuration file. Subsections are part of the name, e.g. "includeif.gitdir:~/work/.path". Lines that git
 * would reject are left out. Format: https://git-scm.com/docs/git-config#_syntax
 */
export function parseGitConfig(text: string): readonly GitConfigEntry[] {
  const entries: GitConfigEntry[] = [];
  let section = "";
  for (const line of text
    .replace(/^\uFEFF/, "")
    .replace(/\\\r?\n/g, "")
    .split(/\r?\n/)) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]\s*(.*)$/.exec(line);
    const [, name = "", subsection, rest = line] = header ?? [];
    if (header)
      section = name.toLowerCase() + (subsection === undefined ? "" : `.${subsection.replace(/\\(.)/g, "$1")}`);
    const [, key, value] = /^\s*([a-z][\w-]*)\s*(?:=(.*))?$/i.exec(rest) ?? [];
    if (key)
      entries.push({
        name: `${section}.${key.toLowerCase()}`,
        value: value === undefined ? "true" : parseValue(value),
      });
  }
  return entries;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b" };

/** Quotes removed, escapes resolved, comments and outer spaces dropped. */
function parseValue(text: string): string {
  let value = "";
  let kept = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (!isQuoted && (char === "#" || char === ";")) break;
    if (char === '"') isQuoted = !isQuoted;
    else if (char === "\\") value += escapes[text[++at] ?? ""] ?? text[at] ?? "";
    else if (isQuoted || value !== "" || !/\s/.test(char)) value += char;
    if (isQuoted || !/\s/.test(char)) kept = value.length;
  }
  return value.slice(0, kept);
}
