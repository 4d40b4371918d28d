import { expect, test } from "vitest";
import type { TriggerMoment } from "../../../src/core/trigger/decideTrigger.ts";
import { decideTrigger } from "../../../src/core/trigger/decideTrigger.ts";
import { explainSkip } from "../../../src/core/trigger/explainSkip.ts";
import type { SkipReason } from "../../../src/core/trigger/skipReason.ts";
import { skipReasons } from "../../../src/core/trigger/skipReason.ts";
import { at } from "../../support/at.ts";

function moment(drawn: string, more: Partial<TriggerMoment> & { readonly languageId?: string } = {}): TriggerMoment {
  return {
    cursor: at(drawn, { languageId: more.languageId ?? "typescript" }),
    explicit: false,
    languageOn: true,
    fileOn: true,
    snoozed: false,
    onDemandOnly: false,
    inComments: true,
    codeOnlyFile: false,
    inStrings: true,
    maxLines: 10,
    supportedDocument: true,
    readOnly: false,
    secretFile: false,
    excludedFile: false,
    cursors: 1,
    hasSelection: false,
    rejectedHere: false,
    selectedSuggestion: undefined,
    ...more,
  };
}

const code = "const a = ▮";

/** What brings each reason about, and whether asking explicitly overrides it. */
const causes: Readonly<Record<SkipReason, readonly [TriggerMoment, "overridable" | "final"]>> = {
  languageOff: [moment(code, { languageOn: false }), "final"],
  fileOff: [moment(code, { fileOn: false }), "final"],
  unsupportedScheme: [moment(code, { supportedDocument: false }), "final"],
  readOnly: [moment(code, { readOnly: true }), "final"],
  secretFile: [moment(code, { secretFile: true }), "final"],
  excludedFile: [moment(code, { excludedFile: true }), "final"],
  binaryText: [moment("PNG\0\0\u0001▮"), "final"],
  severalCursors: [moment(code, { cursors: 2 }), "final"],
  selection: [moment(code, { hasSelection: true }), "final"],
  lineTooLong: [moment(`${"x".repeat(1_500)}▮${"y".repeat(1_000)}`), "final"],
  insideIndentation: [moment("if (a) {\n  ▮  b();\n}"), "final"],
  suggestWidgetDisagrees: [moment("cosnole▮", { selectedSuggestion: { text: "console", typed: "cosnole" } }), "final"],
  snoozed: [moment(code, { snoozed: true }), "overridable"],
  onDemandOnly: [moment(code, { onDemandOnly: true }), "overridable"],
  rejectedHere: [moment(code, { rejectedHere: true }), "overridable"],
  insideComment: [moment("// sort ▮", { inComments: false }), "overridable"],
  insideString: [moment("f('a ▮')", { inStrings: false }), "overridable"],
  insideWord: [moment("const na▮me = 1"), "overridable"],
  emptyDocument: [moment("\n▮"), "overridable"],
};

test.each(skipReasons)("%s keeps Hunch silent, and says so in a sentence", (reason) => {
  const [cause] = causes[reason];
  expect(decideTrigger(cause)).toEqual({ kind: "skip", reason });
  expect(explainSkip(reason)).toMatch(/^[A-Z][^\n]{15,}\.$/);
});

test.each(skipReasons)("%s: asking explicitly overrides only what keeps Hunch from interrupting", (reason) => {
  const [cause, kind] = causes[reason];
  expect(decideTrigger({ ...cause, explicit: true }).kind).toBe(kind === "final" ? "skip" : "answer");
});

test("an item of the suggest widget that continues what was typed is no obstacle", () => {
  const selectedSuggestion = { text: "console", typed: "cons" };
  expect(decideTrigger(moment("cons▮", { selectedSuggestion })).kind).toBe("answer");
});

test.each([
  ["typescript", "// don't ▮", "insideComment"],
  ["typescript", "const s = `a ${b} ▮`", "insideString"],
  ["python", '"""A docstring ▮"""', "insideString"],
  ["python", "x = 1  # why ▮", "insideComment"],
  ["rust", "/// Doc of ▮", "insideComment"],
  ["csharp", "/// <summary>▮", "insideComment"],
  ["html", "<p>a</p><!-- here ▮ -->", "insideComment"],
  ["shellscript", "cat <<EOF\nhello ▮\nEOF", "insideString"],
] as const)("%s: %s is %s", (languageId, drawn, reason) => {
  expect(decideTrigger(moment(drawn, { languageId, inComments: false, inStrings: false }))).toEqual({
    kind: "skip",
    reason,
  });
});

test.each([
  ["typescript", "const s = `a ${▮}`"],
  ["python", 'f"{▮}"'],
  ["rust", "fn f<'a>(x: &'a str) { ▮ }"],
  ["typescript", "const r = /'/; ▮"],
  ["typescript", 'const s = "// no comment"; ▮'],
  ["typescriptreact", "return <p>Don't {▮}</p>"],
  ["shellscript", "echo ${#name} ▮"],
] as const)("%s: %s is code", (languageId, drawn) => {
  expect(decideTrigger(moment(drawn, { languageId, inComments: false, inStrings: false })).kind).toBe("answer");
});

test.each([
  ["typescript", "function f() {\n  ▮\n}", "block"],
  ["typescript", "function f() {▮}", "block"],
  ["python", "def f(x):\n    ▮", "block"],
  ["ruby", "def f\n  ▮\nend", "block"],
  ["go", "if err != nil {\n\t▮\n}", "block"],
  ["shellscript", "for f in *; do\n  ▮\ndone", "block"],
  ["typescript", "// sort the users by name\n▮", "block"],
  ["typescript", "const a = 1;\nconst b = ▮", "line"],
  ["typescript", "foo(▮, 2)", "line"],
  ["typescript", "if (▮) {", "line"],
  ["markdown", "- one\n- ▮", "line"],
] as const)("%s: %s asks for a %s", (languageId, drawn, scope) => {
  expect(decideTrigger(moment(drawn, { languageId }))).toMatchObject({ kind: "answer", scope });
});

test("asking explicitly asks for a block, and a limit of one line for a line", () => {
  expect(decideTrigger(moment(code, { explicit: true }))).toMatchObject({ scope: "block" });
  expect(decideTrigger(moment("f() {\n▮\n}", { maxLines: 1 }))).toMatchObject({ scope: "line" });
});

test.each(["// sort ▮", 'log("so ▮")'])(
  "in a file where only code is wanted, %s gets an answer only when asked for",
  (drawn) => {
    expect(decideTrigger(moment(drawn, { codeOnlyFile: true })).kind).toBe("skip");
    expect(decideTrigger(moment(drawn, { codeOnlyFile: true, explicit: true })).kind).toBe("answer");
    expect(decideTrigger(moment("const total = ▮", { codeOnlyFile: true })).kind).toBe("answer");
  },
);
