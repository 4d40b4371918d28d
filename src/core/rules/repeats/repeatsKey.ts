import type { RuleContext } from "../ruleContext.ts";
import { competingDeclarations } from "./competingDeclarations.ts";
import { type KeySyntax, keyAlternatives } from "./keyAlternatives.ts";
import type { SiblingLines } from "./siblingLines.ts";
import { styleLanguages } from "./styleLanguages.ts";

/** A value that ends outside of its strings. A `'` behind a name, such as `x'`, opens none. */
const value = /(?:"(?:\\.|[^"\\])*(?:"|$)|(?<!\w)'(?:\\.|[^'\\])*(?:'|$)|[^"']|(?<=\w)')+?/.source;
const branch = new RegExp(`^(?:case\\b\\s*(${value})|(default))\\s*(?::(?!:).*|->.*|=>.*)?$`);
/** Languages in which `case` begins what others call a switch, and `when` its branches. */
const opensWithCase = new Set(["ruby", "crystal", "sql", "shellscript", "elixir", "erlang", "haskell", "elm", "ocaml"]);
const when = /^when\b\s*(.+?)\s*(?:\bthen\b.*)?$/i;
const whenLanguages = new Set(["ruby", "crystal", "sql"]);
const handler = /^(?:\}\s*)?(?:except|rescue|catch)\b\s*\(?\s*(?:final\s+)?([\w.|, ]+?)(?:\s+(?:as\s+)?\w+)?[\s):{]*$/;
const begin = /^(?:try|begin)\b/;
const switches = /\b(?:switch|match|select|when)\b|\bcase\b.*\b(?:of|do|in)\s*$/;
const condition = /^(?:\}\s*)?(?:else\s+if|elif|elsif|elseif)\b\s*(.*?)\s*(?:[:{]|;?\s*\bthen)?$/;
const firstCondition = /^if\b\s*(.*?)\s*(?:[:{]|;?\s*\bthen)?$/;
const arm = new RegExp(`^(?:\\|\\s*)?(${value})\\s*(?:=>|->)`);
const pattern = /^\(?([^()]+)\)/;
const armLanguages = new Set([
  "rust",
  "kotlin",
  "scala",
  "elixir",
  "haskell",
  "ocaml",
  "fsharp",
  "csharp",
  "php",
  "java",
  "swift",
  "zig",
  "erlang",
  "elm",
  "purescript",
]);
/** A branch of PowerShell's switch: a value, a block that tests, or `default`. */
const shellBlock = /^("[^"]*"|'[^']*'|\{[^{}]*\}|[^\s{}"']+)\s*\{/;
const setting = /^(?:-\s+)?(["']?[\w.$-]+["']?)\s*(?::(?=\s|$)|=(?!=))/;
const settingLanguages = new Set([
  "yaml", "toml", "ini", "properties", "dotenv", "dockercompose", "github-actions-workflow", "json", "jsonc", "editorconfig",
  "nix", "terraform", "hcl", "terraform-vars", "graphql",
]); // biome-ignore format: a list
/** What opens a list of names that nothing separates, and where the name of a line is. In Go, `_` is no name. */
const members: readonly (readonly [opener: RegExp, name: RegExp])[] = [
  [/\bstruct\s*\{\s*$/, /^(?!_\b)(\w+)\s+[\w*[\](){}.]+/],
  [/^\s*(?:const|var)\s*\(\s*$/, /^(?!_\b)(\w+)\b/],
  [/^\s*(?:message|oneof)\b.*\{\s*$/, /^(?:(?:repeated|optional|required)\s+)?[\w.<>, ]+\s(\w+)\s*=\s*\d/],
  [/^\s*enum\b[^{]*\{\s*$/, /^(?:case\s+)?(\w+)\s*(?:[;,=].*)?$/],
  [/@\{\s*$/, /^(["']?[\w-]+["']?)\s*=/],
];
const holdsMembers = /\b(?:class|interface)\b|\btype\s+\w+.*=\s*\{\s*$/;
const member =
  /^(?:(?:readonly|private|public|protected|static|declare|override)\s+)*(#?[\w$]+)[?!]?\s*(?::(?!:)|=(?![=>]))/;

/** Whether a line, completed by a text, has the key of another line of its switch, match, chain of conditions, mapping or class. */
export function repeatsKey(text: string, context: RuleContext, siblings: SiblingLines): boolean {
  const [line = ""] = (context.lineBefore + text).split("\n", 1);
  const written = line.trim();
  const begun = context.lineBefore.trim();
  return constructs(written, context, siblings).some(({ keyOf, keyOfOther = keyOf, others, ...syntax }) => {
    const key = keyOf(written);
    if (key === undefined || key === "" || key === keyOf(begun)) return false;
    const own = keyAlternatives(key, syntax);
    const words = own.map(longestWord);
    return others().some(
      (other) =>
        words.some((word) => other.includes(word) || other.toLowerCase().includes(word)) &&
        keyAlternatives(keyOfOther(other.trim()) ?? "", syntax).some((each) => own.includes(each)),
    );
  });
}

/** What every line with this key contains, however it is spaced and quoted; it spares most lines the patterns. */
function longestWord(key: string): string {
  return (key.match(/[\w$]+/g) ?? []).reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}

interface Construct extends KeySyntax {
  /** The key of the cursor's line; undefined if the line is no part of such a construct. */
  readonly keyOf: (line: string) => string | undefined;
  /** The same of its other lines, if these may look differently. */
  readonly keyOfOther?: (line: string) => string | undefined;
  readonly others: () => readonly string[];
}

/** What the cursor's line may be a part of, and the lines that are then its siblings. */
function constructs(written: string, { language, indent }: RuleContext, siblings: SiblingLines): readonly Construct[] {
  const languageId = language.id;
  const { above, below, opener = "" } = siblings;
  const around = () => [...above, ...below];
  const ofSwitch = () => [...throughFirst(above, isSwitch), ...beforeFirst(below, isSwitch)];
  const found: Construct[] = [
    { keyOf: opensWithCase.has(languageId) ? () => undefined : keyBy(branch), separators: ",|", others: ofSwitch },
    { keyOf: keyBy(handler), separators: ",|", others: () => throughFirst(above, (line) => begin.test(line.trim())) },
    {
      keyOf: keyBy(condition),
      keyOfOther: (line) => keyBy(condition)(line) ?? keyBy(firstCondition)(line),
      others: () => throughFirst(above, (line) => firstCondition.test(line.trim())),
    },
  ];
  if (whenLanguages.has(languageId)) found.push({ keyOf: keyBy(when), separators: ",", others: ofSwitch });
  if (armLanguages.has(languageId) && switches.test(opener))
    found.push({ keyOf: keyBy(arm), separators: "|", others: around });
  else if (languageId === "ocaml" || languageId === "fsharp")
    found.push({ keyOf: (line) => (line.startsWith("|") ? keyBy(arm)(line) : undefined), others: ofSwitch });
  if (languageId === "shellscript" && switches.test(opener))
    found.push({ keyOf: keyBy(pattern), separators: "|", hasBareStrings: true, others: around });
  if (languageId === "powershell" && /\bswitch\b.*\{\s*$/i.test(opener))
    found.push({ keyOf: (line) => keyBy(shellBlock)(line)?.toLowerCase(), hasBareStrings: true, others: around });
  for (const [opens, name] of members)
    if (opens.test(opener)) found.push({ keyOf: keyBy(name), hasBareStrings: true, others: around });
  if (indent !== "" && styleLanguages.has(languageId))
    found.push({ keyOf: keyBy(setting), others: () => competingDeclarations(written, siblings) });
  if (settingLanguages.has(languageId)) {
    // In YAML, the first key of a list's item is on the line of its dash.
    const head = languageId === "yaml" && opener.startsWith(`${indent.slice(0, -2)}- `) ? [opener] : [];
    found.push({
      keyOf: (line) => (line.startsWith("- ") ? undefined : keyBy(setting)(line)),
      keyOfOther: keyBy(setting),
      hasBareStrings: true,
      others: () => [...throughFirst(above, isSection), ...beforeFirst(below, isSection), ...head],
    });
  }
  if (indent !== "" && holdsMembers.test(opener)) found.push({ keyOf: keyBy(member), others: around });
  return found;
}

function isSwitch(line: string): boolean {
  return (
    /^\s*(?:\}?\s*)?(?:[\w.]+\s*(?::=|=)\s*)?(?:return\s+)?(?:switch|match|select|when\s*[({])(?!\w)/i.test(line) ||
    /\bmatch\b.*\bwith\s*$|\bfunction\s*$|^\s*(?:\w+\s*=\s*)?case\b(?!.*(?::|->|=>))/i.test(line)
  );
}

function isSection(line: string): boolean {
  return /^\s*(?:\[|---)/.test(line);
}

function keyBy(pattern: RegExp): (line: string) => string | undefined {
  return (line) => {
    const found = pattern.exec(line);
    return found ? (found[1] ?? found[2])?.replace(/\s+/g, " ") : undefined;
  };
}

/** The lines up to the first that fits, and that one. */
function throughFirst(lines: readonly string[], fits: (line: string) => boolean): readonly string[] {
  const at = lines.findIndex(fits);
  return at < 0 ? lines : lines.slice(0, at + 1);
}

function beforeFirst(lines: readonly string[], fits: (line: string) => boolean): readonly string[] {
  const at = lines.findIndex(fits);
  return at < 0 ? lines : lines.slice(0, at);
}
