import type { RuleContext } from "../ruleContext.ts";

/** Characters on either side of the cursor over which a tag may extend. */
const reach = 4_000;
const attribute = /(?<=^|[\s"'}])([\w@:.#-]+)(?=\s*=|[\s/>]|$)/g;
/** Svelte's listeners and actions. */
const repeatable = /^(?:on|use):/;
const value = /"[^"]*"|'[^']*'|\{[^{}]*\}/g;

/** Whether a text gives an attribute that the tag around the cursor already has. */
export function repeatsAttribute(text: string, context: RuleContext): boolean {
  const { lineBefore, atLineStart, atCursor, cursor } = context;
  const top = atCursor.frames.at(-1);
  if (top?.kind !== "tag") return false;
  const back = atLineStart.length + lineBefore.length - top.at;
  if (back > Math.min(reach, cursor.prefix.length)) return false;
  const before = withoutValues(cursor.prefix.slice(cursor.prefix.length - back).replace(/^<[\w.:-]+/, ""));
  const begun = /[^\s"'}]*$/.exec(before)?.[0] ?? "";
  const [own = "", rest] = withoutValues(begun + text).split(">", 2);
  // Behind an open brace, what follows belongs to the value.
  const isInTag = rest === undefined && !own.includes("{");
  const after = isInTag ? withoutValues(cursor.suffix.slice(0, reach)).split(/[<>]/, 1)[0] : "";
  const known = new Set(namesIn(`${before.slice(0, before.length - begun.length)} ${after}`));
  return namesIn(own).some((name) => known.has(name));
}

/** A text whose values are empty quotes, nested braces included. */
function withoutValues(text: string): string {
  const shorter = text.replace(value, "''");
  return shorter === text || !shorter.includes("{") ? shorter : withoutValues(shorter);
}

function namesIn(attributes: string): readonly string[] {
  return [...attributes.matchAll(attribute)].map(([name]) => name).filter((name) => !repeatable.test(name));
}
