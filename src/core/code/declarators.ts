/** Words that declare, by what they declare: the one list of them for all languages. */
const declaring = {
  functions: "function def func fun fn",
  types: "class interface type struct enum trait record protocol object",
  modules: "namespace mod module",
  values: "const let var static val",
  /** Words at the start of a line only; elsewhere they are names. */
  atLineStart: "impl macro_rules! extension sub template",
} as const;
const modifierWords =
  "export default declare async abstract public private protected internal static final readonly override synchronized " +
  "pub(?:\\([^)]*\\))? unsafe extern sealed open data inline virtual suspend";
const list = (words: string): readonly string[] => words.split(" ");
const oneOf = (...groups: readonly string[]): string => groups.flatMap(list).join("|");

/** Words after which the next name is declared, in most languages. */
export const commonDeclarators: readonly string[] = [
  declaring.functions,
  declaring.types,
  declaring.modules,
  declaring.values,
].flatMap(list);

/**
 * Words that declare at the top of a file for the embedded engine. Its models are fitted on this selection: a change
 * needs `npm run fit:engine`.
 */
export const topLevelDeclarators: ReadonlySet<string> = new Set(
  list("class function const interface type enum def let var struct"),
);

const modifiers = `(?:(?:${oneOf(modifierWords)})\\s+)*`;
const blocks = oneOf(declaring.functions, declaring.types, declaring.modules, declaring.atLineStart);
const name = "[\\p{L}_$][\\p{L}\\p{N}_$]*";

/** The source of an expression that matches the modifiers at the start of a declaration. */
export const modifiersPattern = modifiers;
/** A trimmed line that declares a function, a type or a module. */
const declaration = new RegExp(`^${modifiers}(?:function\\*|${blocks})[\\s(<]`);
/** A trimmed line that declares a type or a module with members. */
const typeDeclaration = new RegExp(`^${modifiers}(?:${oneOf(declaring.types, declaring.modules)}|impl)\\b`);
/** A line break before a line without indentation that declares or imports something. */
export const fileLevelStart = new RegExp(
  `\\n(?=(?:${oneOf(declaring.functions, declaring.modules)}|class|interface|type|struct|enum|trait|impl|const|let|var|` +
    "static|export|async|pub|public|package|import|from|use|using|@|#include)\\b)",
);
const namedBlock = new RegExp(
  `^\\s*${modifiers}(?:function\\*|${blocks}|create\\s+table)\\s+(?:\\([^)]*\\)\\s*)?(${name})`,
  "iu",
);
const namedValue = new RegExp(`^${modifiers}(?:${oneOf(declaring.values)})\\s+(${name})`, "u");
const namedMethod = new RegExp(`^\\s+${modifiers}(?:[\\w<>\\[\\],.?*&:]+\\s+)?(${name})\\s*\\([^;]*\\{\\s*$`, "u");
const heading = /^#{1,6}\s+(.+)$/u;
const control =
  /^\s*(?:\}\s*)?(?:if|for|while|switch|catch|else|return|match|do|try|with|select|case|await|new|throw)\b/;

/** Whether a trimmed line begins a function, a type or a module. */
export function beginsDeclaration(line: string): boolean {
  return declaration.test(line);
}

/** Whether a trimmed line begins a type or a module, whose members say how it is used. */
export function beginsType(line: string): boolean {
  return typeDeclaration.test(line);
}

/** The name that a line declares, or the text of a heading; undefined for any other line. Knows many languages a little. */
export function declaredName(line: string): string | undefined {
  if (line.length > 300 || control.test(line)) return undefined;
  const found = namedBlock.exec(line) ?? namedValue.exec(line) ?? namedMethod.exec(line) ?? heading.exec(line);
  return found?.[1];
}
