import fc from "fast-check";
import { expect, test } from "vitest";
import { scan } from "../../../src/core/code/scan/scan.ts";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { isEnough, refine } from "../../../src/core/rules/refine.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

test("a document's length does not matter: nothing beyond a window changes what is done", () => {
  const line = "const value = compute(1, [2, 3], { a: 'b' }); // note\n";
  const near = line.repeat(2_000);
  const answers = ["a, b)\nmore\n", "a, b)\n", "`", "a, b"];
  const options = { scope: "line", maxLines: 10 } as const;
  const outcome = (drawn: string) => {
    const cursor = at(drawn);
    const seen = surroundingsOf(cursor);
    return answers.map((answer) => [
      seen,
      refine(answer, createRuleContext(cursor, options)),
      isEnough(answer, createRuleContext(cursor, options)),
    ]);
  };
  const window = outcome(`${near}foo(▮)\n${near}`);
  // Far away, each of these would put the cursor inside of something if it were read.
  for (const far of ["`", "/*", "{".repeat(500_000), `${"x = (1 + 2) * `3`; ".repeat(55_000)}\n`, "'"]) {
    expect(outcome(`${far}\n${near}foo(▮)\n${near}${far}`)).toEqual(window);
  }
});

test("a window that begins inside a file begins at a declaration, not inside a string", () => {
  const docstring = `    """${"A line of text that isn't code.\n".repeat(30)}"""\n`;
  const functions = Array.from({ length: 60 }, (_, i) => `def f${i}():\n${docstring}    return ${i}\n\n\n`).join("");
  const cursor = at(`${functions}def last():\n    ▮`, { languageId: "python", path: "a.py" });
  expect(cursor.prefix.length).toBeGreaterThan(50_000);
  expect(surroundingsOf(cursor)).toMatchObject({ inside: "code", lineBefore: "    ", lineAfter: "" });
});

test("what was scanned for an earlier cursor changes nothing", () => {
  const pieces = [
    "`",
    "'",
    "/*",
    "*/",
    "{",
    "}",
    "(",
    ")",
    "\n",
    "\n",
    "a",
    " = ",
    "${",
    "<b>",
    "//",
    "/",
    "<<E\nx\nE\n",
  ];
  const texts = fc.array(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), { minLength: 2, maxLength: 6 });
  const languageIds = fc.constantFrom("typescriptreact", "shellscript", "html");
  fc.assert(
    fc.property(texts, languageIds, (typed, languageId) => {
      let prefix = "";
      for (const piece of typed) {
        prefix = piece[0] === "a" ? piece.join("") : prefix + piece.join(""); // Goes on, or is elsewhere.
        const lineStart = prefix.lastIndexOf("\n") + 1;
        const { atLineStart } = surroundingsOf({ ...at("▮"), languageId, prefix });
        expect(atLineStart).toEqual(scan(prefix.slice(0, lineStart), languageId).state);
      }
    }),
  );
});

test("the cursor's line is cut at the cursor", () => {
  expect(surroundingsOf(at("a\nb ▮ c\nd"))).toMatchObject({ lineBefore: "b ", lineAfter: " c" });
  expect(surroundingsOf(at("▮"))).toMatchObject({ lineBefore: "", lineAfter: "", inside: "code" });
});

test.each([
  ["html`<p>${name}</p> ▮", "html"],
  ["html<Shop>`<p> ▮", "html"],
  ["const icon = svg`▮", "html"],
  ["const Box = styled.div`color: ▮", "scss"],
  ["const Box = styled(Card).attrs({ size: 1 })`color: ▮", "scss"],
  ["const query = gql`query { ▮", "graphql"],
  ["await db.sql`select ▮", "sql"],
  ["const page = /* html */ `<p>▮", "html"],
  ["const page = html`<p>${items.map((each) => ▮", "typescript"],
  ["const page = html`<p>${html`<i>${a}</i>`} ▮", "html"],
  ["const page = `<p>▮", "typescript"],
  ["const page = myhtml`<p>▮", "typescript"],
  ["const page = html`<p></p>`; ▮", "typescript"],
])("the language of a template string is the one its tag names: %s", (drawn, id) => {
  expect(surroundingsOf(at(drawn)).language.id).toBe(id);
});

test.each([
  ["> ```ts\n> const one = ▮", "typescript"],
  ["text\n\n  > > ~~~python\n  > > x = ▮", "python"],
  ["> ```ts\n> const one = 1;\n> ```\n> and ▮", "markdown"],
  ["> ```ts\n> const one = 1;\n\nafter ▮", "markdown"],
  ["> ```ts\n> const one = 1;\n\n```python\nx = ▮", "python"],
  ["a > ```ts\nb ▮", "markdown"],
])("a fenced block in a block quote has its own language: %j", (drawn, id) => {
  expect(surroundingsOf(at(drawn, { languageId: "markdown", path: "a.md" })).language.id).toBe(id);
});

test.each([
  ["Hello {props.▮", "javascriptreact"],
  ["Hello {[1, 2].map((each) => `{${each}▮", "javascriptreact"],
  ["Hello {props.name}, [a](b) ▮", "mdx"],
  ["Use `{` to open.\n\n```python\nx = ▮", "python"],
  ["a \\{ b\n\n```python\nx = ▮", "python"],
  ["Set `{` and it's ▮", "mdx"],
  ["It's (so {a: 1} ▮", "mdx"],
  ["```ts\nconst one = { ▮", "typescript"],
])("an expression of MDX is JavaScript: %j", (drawn, id) => {
  expect(surroundingsOf(at(drawn, { languageId: "mdx", path: "a.mdx" })).language.id).toBe(id);
});

test("a comment of a page of ERB is one under either name of the language", () => {
  for (const languageId of ["erb", "html.erb"])
    expect(surroundingsOf(at("<p>\n<%# a note ▮", { languageId, path: "a.erb" })).inside).toBe("comment");
});
