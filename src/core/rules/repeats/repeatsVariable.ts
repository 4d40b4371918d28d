import type { RuleContext } from "../ruleContext.ts";

/** Characters on either side of the cursor in which the others are looked for. */
const reach = 20_000;
/** A condition of a makefile, behind which the same variable or target may come again. */
const makeCondition = /^\s*-?(?:ifn?def|ifn?eq|else|endif)\b/;
const makeAssignment = /^(?:export\s+|override\s+)*([\w.-]+)\s*(?::{0,3}|\?|!)=/;
/** A target that is not special, such as `.PHONY`, and no pattern; with `::` it may have several rules. */
const makeTarget = /^((?![.\t])[^\s:=#%]+(?:[ ]+[^\s:=#%]+)*)\s*:(?![:=])(?!.*=)/;
const stage = /^\s*FROM\s/i;
const environment = /^\s*(?:ENV|LABEL)\s+(.*)/i;
const pair = /(?:^|\s)("[^"=]*"|[\w.-]+)=("(?:\\.|[^"\\])*"|\S*)/g;

const kinds = new Map([
  ["makefile", { namesOf: makeNames, boundary: makeCondition }],
  ["dockerfile", { namesOf: environmentNames, boundary: stage }],
]);

/** Whether a text gives a variable or target of a makefile, or a variable of a Dockerfile's stage, that is there already. */
export function repeatsVariable(text: string, { cursor, language, lineAfter }: RuleContext): boolean {
  const { prefix, suffix } = cursor;
  const kind = kinds.get(language.id);
  if (!kind) return false;
  const { namesOf, boundary } = kind;
  const above = joined(prefix.slice(-reach)).split("\n");
  const begun = above.pop() ?? "";
  const below = joined(suffix.slice(lineAfter.length, reach)).split("\n").slice(1);
  const from = above.findLastIndex((line) => boundary.test(line)) + 1;
  const to = below.findIndex((line) => boundary.test(line));
  const others = new Set([...above.slice(from), ...below.slice(0, to < 0 ? below.length : to)].flatMap(namesOf));
  const there = namesOf(begun);
  const own = namesOf(begun + (text.split("\n", 1)[0] ?? "")).slice(there.length);
  return own.some((name) => others.has(name) || there.includes(name));
}

/** Continued lines as one. */
function joined(text: string): string {
  return text.replace(/\\\r?\n/g, " ");
}

function makeNames(line: string): readonly string[] {
  const variable = makeAssignment.exec(line)?.[1];
  if (variable !== undefined) return [`${variable}=`];
  return makeTarget.exec(line)?.[1]?.split(/ +/) ?? [];
}

/** The names that an instruction sets to values which do not extend the value before. */
function environmentNames(line: string): readonly string[] {
  const pairs = environment.exec(line)?.[1] ?? "";
  const [, single] = /^([\w.-]+)[ \t]+\S/.exec(pairs) ?? [];
  const kind = /^\s*(\w+)/.exec(line)?.[1]?.toUpperCase();
  if (single !== undefined) return pairs.includes(`$${single}`) ? [] : [`${kind} ${single}`];
  return [...pairs.matchAll(pair)].flatMap(([, name = "", value = ""]) =>
    value.includes(`$${name}`) || value.includes(`\${${name}`) ? [] : [`${kind} ${name.replaceAll('"', "")}`],
  );
}
