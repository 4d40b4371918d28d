const modifiers =
  "(?:(?:export|default|public|private|protected|internal|static|abstract|async|final|override|pub(?:\\([^)]*\\))?|unsafe|readonly|declare|open|data|sealed|virtual|inline|extern)\\s+)*";
const keywords =
  "(?:function\\*?|class|interface|type|enum|struct|trait|impl|def|fn|func|fun|module|namespace|record|protocol|object|sub|macro_rules!|create\\s+table)";
const declaration = new RegExp(
  `^\\s*${modifiers}${keywords}\\s+(?:\\([^)]*\\)\\s*)?([\\p{L}_$][\\p{L}\\p{N}_$]*)`,
  "iu",
);
const variable = new RegExp(`^${modifiers}(?:const|let|var|val|static)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)`, "u");
const method = new RegExp(
  `^\\s+${modifiers}(?:[\\w<>\\[\\],.?*&:]+\\s+)?([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*\\([^;]*\\{\\s*$`,
  "u",
);
const heading = /^#{1,6}\s+(.+)$/u;
const control =
  /^\s*(?:\}\s*)?(?:if|for|while|switch|catch|else|return|match|do|try|with|select|case|await|new|throw)\b/;

/** The name that a line declares, or the text of a heading; undefined for any other line. Knows many languages a little. */
export function definedName(line: string): string | undefined {
  if (line.length > 300 || control.test(line)) return undefined;
  const found = declaration.exec(line) ?? variable.exec(line) ?? method.exec(line) ?? heading.exec(line);
  return found?.[1];
}
