import { expect, test } from "vitest";
import { definitionText } from "../../../src/core/context/definitionText.ts";

const at = (text: string, line = 0) => definitionText(text.split("\n"), line)?.text;

test("a short definition is shown whole, without its margin", () => {
  expect(at("class A {\n  sum(\n    items: Item[],\n  ): number {\n    return 1;\n  }\n\n  next() {}\n}", 1)).toBe(
    "sum(\n  items: Item[],\n): number {\n  return 1;\n}",
  );
  expect(at("const limit = 3;\nconst other = 4;")).toBe("const limit = 3;");
  expect(at("def total(items):\n    return sum(items)\n\n\ndef other():")).toBe(
    "def total(items):\n    return sum(items)",
  );
});

test("of a long function its header is shown", () => {
  const body = Array.from({ length: 20 }, (_, line) => `  step${line}();`).join("\n");
  expect(at(`export async function run(\n  name: string,\n): Promise<void> {\n${body}\n}\nrest();`)).toBe(
    "export async function run(\n  name: string,\n): Promise<void> {",
  );
  expect(at(`export function run(name: string) {\n${body}\n}`)).toBe("export function run(name: string) {");
});

test("of a long type its members are shown, not what they do", () => {
  const members = Array.from(
    { length: 6 },
    (_, at) => `  /** Says ${at}. */\n  say${at}(): void {\n    go();\n  }\n`,
  ).join("\n");
  expect(at(`export class Speaker {\n${members}}`)).toBe(
    ["export class Speaker {", ...Array.from({ length: 6 }, (_, at) => `  say${at}(): void {`)].join("\n"),
  );
});

test("a place that says nothing, or is outside, gives nothing", () => {
  expect(at("\n\n", 1)).toBeUndefined();
  expect(at("a", 5)).toBeUndefined();
  expect(at(`const data = "${"x".repeat(600)}";`)).toBeUndefined();
});
