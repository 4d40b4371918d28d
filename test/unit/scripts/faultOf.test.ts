import { expect, test } from "vitest";
import { faultOf } from "../../support/host/faultOf.ts";

const fault = (before: string, shown: string, after: string, inPart = false) =>
  faultOf({ before, shown, after, inPart }, 4);

test("accepting a whole suggestion must give what was shown", () => {
  expect(fault("f()", "f(a, b)", "f(a, b)")).toBeUndefined();
  expect(fault("f()", "f(a, b)", "f(a, b))")).toBe("the document is not what could be seen");
  expect(fault("f()", "f(a, b)", "f(a, b")).toBe("a part of the document got lost");
  expect(fault("f()", "f()", "f(a)")).toBe("the document is not what could be seen");
  expect(fault("f()", "f(a)", "f()")).toBe("what could be seen was not accepted");
  expect(fault("f(x)", "f(a)", "f(x)")).toBe("the ghost text hides a part of the document");
});

test("tabs are drawn as spaces, and invisible white space must not get lost", () => {
  expect(fault("if a:\n", "if a:\n    b", "if a:\n\tb")).toBeUndefined();
  expect(fault("if a:\n", "if a:\n    b", "if a:\n\t\tb")).toBe("lines are not as deep as drawn");
  expect(fault("a \nb", "ac\nb", "ac\nb")).toBe("a part of the document got lost");
  expect(fault("a\r\nb", "ac\nb", "ac\r\nb")).toBeUndefined();
});

test("accepting a part must insert a piece of what was shown, at its position", () => {
  expect(fault("f()", "f(a, b)", "f(a)", true)).toBeUndefined();
  expect(fault("f()", "f(a, b)c", "f(a, b)", true)).toBeUndefined();
  expect(fault("f()x", "f(a)x", "f()xa", true)).toBe("a part was accepted that could not be seen there");
  expect(fault("f()", "f(a, b)", "f(b)", true)).toBe("a part was accepted that could not be seen there");
});
