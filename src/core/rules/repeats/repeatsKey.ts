import type { RuleContext } from "../ruleContext.ts";
import type { SiblingLines } from "./siblingLines.ts";

const branch = /^(?:case\b\s*(.+?)|(default))\s*(?::(?!:).*|->.*|=>.*)?$/;
const switches = /\b(?:switch|match|select|when)\b/;
const condition = /^(?:\}\s*)?(?:else\s+if|elif|elsif|elseif)\b\s*(.*?)\s*[:{]?$/;
const firstCondition = /^if\b\s*(.*?)\s*[:{]?$/;
const arm = /^(.+?)\s*(?:=>|->)/;
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
]);
const setting = /^(?:-\s+)?(["']?[\w.$-]+["']?)\s*(?::(?=\s|$)|=(?!=))/;
const settingLanguages = new Set([
  "yaml", "toml", "ini", "properties", "dotenv", "dockercompose", "github-actions-workflow", "json", "jsonc",
]); // biome-ignore format: a list
const holdsMembers = /\b(?:class|interface)\b|\btype\s+\w+.*=\s*\{\s*$/;
const member =
  /^(?:(?:readonly|private|public|protected|static|declare|override)\s+)*(#?[\w$]+)[?!]?\s*(?::(?!:)|=(?![=>]))/;

/** Whether a line, completed by a text, has the key of another line of its switch, match, chain of conditions, mapping or class. */
export function repeatsKey(text: string, context: RuleContext, siblings: SiblingLines): boolean {
  const [line = ""] = (context.lineBefore + text).split("\n", 1);
  const written = line.trim();
  const begun = context.lineBefore.trim();
  return constructs(context, siblings).some(({ keyOf, keyOfOther = keyOf, others }) => {
    const key = keyOf(written);
    if (key === undefined || key === "" || key === keyOf(begun)) return false;
    return others.some((other) => keyOfOther(other.trim()) === key);
  });
}

interface Construct {
  /** The key of the cursor's line; undefined if the line is no part of such a construct. */
  readonly keyOf: (line: string) => string | undefined;
  /** The same of its other lines, if these may look differently. */
  readonly keyOfOther?: (line: string) => string | undefined;
  readonly others: readonly string[];
}

/** What the cursor's line may be a part of, and the lines that are then its siblings. */
function constructs(
  { cursor, indent }: RuleContext,
  { above, below, opener = "" }: SiblingLines,
): readonly Construct[] {
  const { languageId } = cursor;
  const around = [...above, ...below];
  const found: Construct[] = [
    { keyOf: keyBy(branch), others: [...throughFirst(above, isSwitch), ...beforeFirst(below, isSwitch)] },
    {
      keyOf: keyBy(condition),
      keyOfOther: (line) => keyBy(condition)(line) ?? keyBy(firstCondition)(line),
      others: throughFirst(above, (line) => firstCondition.test(line.trim())),
    },
  ];
  if (armLanguages.has(languageId) && switches.test(opener)) found.push({ keyOf: keyBy(arm), others: around });
  if (settingLanguages.has(languageId)) {
    // In YAML, the first key of a list's item is on the line of its dash.
    const head = languageId === "yaml" && opener.startsWith(`${indent.slice(0, -2)}- `) ? [opener] : [];
    const others = [...throughFirst(above, isSection), ...beforeFirst(below, isSection), ...head];
    found.push({
      keyOf: (line) => (line.startsWith("- ") ? undefined : keyBy(setting)(line)),
      keyOfOther: keyBy(setting),
      others,
    });
  }
  if (indent !== "" && holdsMembers.test(opener)) found.push({ keyOf: keyBy(member), others: around });
  return found;
}

function isSwitch(line: string): boolean {
  return /^\s*(?:\}?\s*)?(?:[\w.]+\s*(?::=|=)\s*)?(?:return\s+)?(?:switch|match|select|when)\b/.test(line);
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
