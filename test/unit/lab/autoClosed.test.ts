import { expect, test } from "vitest";
import { autoClosed } from "../../../src/lab/replay/autoClosed.ts";

test.each([
  ["const a = f(", "typescript", ")"],
  ["const a = f({ b: [", "typescript", "]})"],
  ["const a = f(b)", "typescript", ""],
  ['import x from "./', "typescript", '"'],
  ["const a = \"it's", "typescript", '"'],
  ["const a = `x${", "typescript", "}`"],
  ['say("a\\"b', "go", '")'],
  ["// don't", "typescript", ""],
  ["fn f<'a>(x: &'a str", "rust", ")"],
  ['    """Docs', "python", ""],
  ["if (a) {", "typescript", "}"],
])("after %j in %s the editor has closed %j", (lineBefore, languageId, closed) => {
  expect(autoClosed(lineBefore, languageId)).toBe(closed);
});
