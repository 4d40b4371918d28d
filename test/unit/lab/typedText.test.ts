import { expect, test } from "vitest";
import { textFaultOf } from "../../../src/lab/bench/feel/typedText.ts";
import { resizeCase } from "./resizeCase.ts";

const { prefix, suffix } = resizeCase;
const after = (written: string, behind = "", rest = suffix) =>
  textFaultOf(resizeCase, prefix + written + behind + rest, prefix.length + written.length);

test("a file with the line in its place is what was meant, however white space runs", () => {
  expect(after("resizeBox(box, 2);")).toBeUndefined();
  expect(after("resizeBox(box,  2);")).toBeUndefined();
});

test("a bracket left over behind the cursor is a fault, one that VS Code closes by itself is none", () => {
  expect(after("resizeBox(box, 2);", ")")).toBe("brackets");
  const open = { ...resizeCase, targetLine: "resizeBox(", targetBlock: "resizeBox(" };
  const text = `${prefix}resizeBox()${suffix}`;
  expect(textFaultOf(open, text, text.length - suffix.length - 1)).toBeUndefined();
});

test("any other text is a fault: in the line, behind it, or anywhere else", () => {
  expect(after("resizeBox(bbox, 2);")).toBe("text");
  expect(after("resizeBox(box, 2")).toBe("text");
  expect(after("resizeBox(box, 2);", "</div>")).toBe("text");
  expect(after("resizeBox(box, 2);", "", `${suffix}}\n`)).toBe("text");
});

test("several lines are what was meant as far as their author wrote them", () => {
  const block = { ...resizeCase, targetBlock: "resizeBox(box, 2);\n  log();" };
  const typed = (written: string) => textFaultOf(block, prefix + written + suffix, prefix.length + written.length);
  expect(typed("resizeBox(box, 2);\n  log();")).toBeUndefined();
  expect(typed("resizeBox(box, 2);\n  lag();")).toBe("text");
});
