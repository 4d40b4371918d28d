import { globSync, readFileSync } from "node:fs";
import { type CallExpression, type Expression, type Node, type Program, parseSync, Visitor } from "oxc-parser";

/** Source files below folders, as their paths and their syntax. */
export function parseSources(...folders: readonly string[]): readonly (readonly [path: string, program: Program])[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`))
    .toSorted()
    .map((path) => [path, parseSync(path, readFileSync(path, "utf8")).program] as const);
}

/** The syntax of a piece of TypeScript. */
export function parseText(text: string): Program {
  return parseSync("text.ts", text).program;
}

/** Texts that a program translates: the first argument of `t(…)`, and each string inside `translatable(…)`. */
export function textsOf(program: Program): readonly string[] {
  const texts: string[] = [];
  new Visitor({
    CallExpression(call) {
      if (nameOf(call) === "t") texts.push(...call.arguments.slice(0, 1).flatMap((first) => textOf(first) ?? []));
      if (nameOf(call) === "translatable") texts.push(...call.arguments.flatMap(stringsIn));
    },
  }).visit(program);
  return texts;
}

/** The name by which a function or method is called. */
export function nameOf({ callee }: CallExpression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression") return undefined;
  const { property } = callee;
  return property.type === "Identifier" || property.type === "PrivateIdentifier" ? property.name : undefined;
}

/** The text of an expression that is written out, also in pieces; undefined for one that is computed. */
export function textOf(node: Node | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  if (node?.type !== "BinaryExpression" || node.operator !== "+") return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

function stringsIn(node: Expression | Node): readonly string[] {
  const text = textOf(node);
  if (text !== undefined) return [text];
  switch (node.type) {
    case "ObjectExpression":
      return node.properties.flatMap((property) => (property.type === "Property" ? stringsIn(property.value) : []));
    case "ArrayExpression":
      return node.elements.flatMap((element) => (element ? stringsIn(element) : []));
    case "TSSatisfiesExpression":
    case "TSAsExpression":
      return stringsIn(node.expression);
    default:
      return [];
  }
}
