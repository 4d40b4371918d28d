import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Suggestion } from "../../../src/core/completion/suggestion.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { withAutoClosed } from "../../../src/lab/replay/autoClosed.ts";
import { at } from "../../support/at.ts";
import { usedMemory } from "../../support/usedMemory.ts";

const answer: Suggestion = {
  id: 7,
  text: "foo(bar);",
  replaceAfter: 0,
  source: "embedded",
  confidence: 0.8,
  origin: undefined,
};

function cacheWith(drawn: string, suggestion: Suggestion = answer): SuggestionMemory {
  const cache = new SuggestionMemory();
  cache.remember(at(drawn), suggestion);
  return cache;
}

test("typing along is answered by what is left, under the same id", () => {
  const cache = cacheWith("const x = ▮\nreturn x;");
  expect(cache.recall(at("const x = foo(▮\nreturn x;"))).toMatchObject({ id: 7, text: "bar);" });
});

test("backspace finds the whole suggestion again", () => {
  const cache = cacheWith("const x = ▮\nreturn x;");
  cache.recall(at("const x = foo▮\nreturn x;"));
  expect(cache.recall(at("const x = ▮\nreturn x;"))?.text).toBe("foo(bar);");
});

test("typing something else finds nothing, and neither does typing it all", () => {
  const cache = cacheWith("const x = ▮\n");
  expect(cache.recall(at("const x = fob▮\n"))).toBeUndefined();
  expect(cache.recall(at("const x = foo(bar);▮\n"))).toBeUndefined();
});

test("a space alone is not left to be suggested, such as the one before a bracket that the editor closed", () => {
  const cache = cacheWith("import {▮}\n", { ...answer, text: " a " });
  expect(cache.recall(at("import { ▮}\n"))?.text).toBe("a ");
  expect(cache.recall(at("import { a▮}\n"))).toBeUndefined();
});

test("edits far away keep the suggestion, edits right around lose it", () => {
  const far = "a\nb\nc\nd\n";
  const cache = cacheWith(`${far}const x = ▮\nreturn x;\nend\nmore`);
  expect(cache.recall(at(`${far.replace("a", "changed")}const x = ▮\nreturn x;\nend\nother`))?.id).toBe(7);
  expect(cache.recall(at(`${far}const x = ▮\nreturn y;\nend\nmore`))).toBeUndefined();
  expect(cache.recall(at(`${far}const y = ▮\nreturn x;\nend\nmore`))).toBeUndefined();
});

test("another file with the same text is another place", () => {
  expect(cacheWith("let a = ▮").recall(at("let a = ▮", { uri: "file:///other.ts" }))).toBeUndefined();
});

test("nothing may follow where the document ended", () => {
  expect(cacheWith("let a = ▮").recall(at("let a = ▮\nfoo(bar);"))).toBeUndefined();
});

test("a server's answer comes before the embedded engine's, whichever is newer", () => {
  const cache = cacheWith("let a = ▮\n", { ...answer, id: 1, source: "server", text: "served" });
  cache.remember(at("let a = ▮\n"), { ...answer, id: 2 });
  expect(cache.recall(at("let a = ▮\n"))?.id).toBe(1);
});

test("what was rejected is forgotten wherever it fits", () => {
  const cache = cacheWith("let a = ▮\n");
  cache.forget(7);
  expect(cache.recall(at("let a = f▮\n"))).toBeUndefined();
});

test("the windows of text that suggestions were made for are not kept", () => {
  const line = "const value = compute(first, second, third);\n";
  const memory = new SuggestionMemory();
  const before = usedMemory();
  for (let id = 0; id < 200; id++) {
    const cursor = at(`${line.repeat(400)}const x${id} = ▮\n${line.repeat(200)}`);
    memory.remember(cursor, { ...answer, id });
  }
  expect(usedMemory() - before).toBeLessThan(1_000_000);
});

describe("what an editor closes after the cursor while a suggestion is typed, or moves over, is replaced", () => {
  const block = { ...answer, text: "(name: string) {\n  return name;\n}" };
  test.each([
    ["a bracket", "function f▮\n", block, "function f(▮)\n", "name: string) {\n  return name;\n}", 1],
    ["typed inside", "function f▮\n", block, "function f(name▮)\n", ": string) {\n  return name;\n}", 1],
    ["moved over", "function f▮\n", block, "function f(name: string)▮\n", " {\n  return name;\n}", 0],
    ["at the end of the file", "function f▮", block, "function f(▮)", "name: string) {\n  return name;\n}", 1],
    ["several", "x = ▮\n", { ...answer, text: 'f(["a"])' }, 'x = f(["▮"])\n', 'a"])', 3],
    ["in a template", "x = ▮\n", { ...answer, text: "`a${b}`;" }, "x = `a${▮}`\n", "b}`;", 2],
    ["before what is replaced", "f(▮)\n", { ...answer, text: "g(a)) {", replaceAfter: 1 }, "f(g(▮))\n", "a)) {", 2],
    ["replaced, moved over", "f(▮)\n", { ...answer, text: "a) {", replaceAfter: 1 }, "f(a)▮\n", " {", 0],
    ["a block", "  f▮\n", { ...answer, text: "() {\n    g();\n  }" }, "  f() {\n    ▮\n  }\n", "g();", 0],
  ] as const)("%s", (_name, made, suggestion, drawn, text, replaceAfter) => {
    expect(cacheWith(made, suggestion).recall(at(drawn))).toEqual({ ...suggestion, text, replaceAfter });
  });

  test.each([
    ["which nothing that was typed opened", "x = ▮\n", "foo(bar);", "x = foo▮)\n"],
    ["which the suggestion never closes", "x = ▮\n", "f(a", "x = f(▮)\n"],
    ["in another order", "x = ▮\n", "f([a)]", "x = f([▮])\n"],
    ["before other text", "x = ▮\n", "f(a)", "x = f(▮) + 1\n"],
    ["below, where the suggestion goes on after it", "▮\n", "a {\n  b\n}\nc", "a {\n  ▮\n}\n"],
  ])("but not what stands there %s", (_name, made, text, drawn) => {
    expect(cacheWith(made, { ...answer, text }).recall(at(drawn))).toBeUndefined();
  });

  const codeCharacter = fc.constantFrom(..."ab ()[]{}\"'`$,;");
  test("and whatever is typed of it, accepting the rest makes the same document", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: codeCharacter, minLength: 1, maxLength: 12 }),
        fc.constantFrom("", "\n", "\nf(a)\n"),
        fc.nat(12),
        (text, after, length) => {
          const memory = new SuggestionMemory();
          const origin = at(`x = ▮${after}`);
          memory.remember(origin, { ...answer, text });
          const cursor = withAutoClosed({ ...origin, prefix: origin.prefix + text.slice(0, length) });
          const rest = memory.recall(cursor);
          if (rest)
            expect(cursor.prefix + rest.text + cursor.suffix.slice(rest.replaceAfter)).toBe(`x = ${text}${after}`);
        },
      ),
    );
  });
});
