import fc from "fast-check";
import { expect, test } from "vitest";
import { languageTable } from "../../../src/core/code/languages/table.ts";
import { scan } from "../../../src/core/code/scan/scan.ts";

/** Pieces that mean something in one language or another. */
const pieces = [
  ..."\"'`#/\\$%&?!~^|-=+*:;,.<>()[]{}@_", "\n", "\n\n", "\n  ", " ", " ", "a", "b c", "1", "\t", "é", "\r\n", "\0",
  "//", "/*", "*/", "--", "{-", "-}", "(*", "*)", "<!--", "-->", "#|", "|#", "\"\"\"", "'''", "```", "~~~", "```ts\n", "\n```\n", "---\n", "${", "#{",
  "$(", "<<", "<<<", "<<EOF", "<<~EOF", "<<'EOF'", "<<-\"EOF\"", "\nEOF\n", "<?php ", "?>", "<?=", "<a ", "</a>", "<script lang='ts'>", "</script>",
  "<style>", "</style>", "q{", "s/", "tr{", "%w[", "~r/", "r#\"", "\"#", "R\"x(", ")x\"", "[==[", "]==]", "=begin\n", "=end\n", "=cut\n", "__END__\n",
  "if ", "do", "end", "def ", "function ", "case ", "esac", "fi", "done", "key: |\n", "- >-\n", "url(", "]]>", "<![CDATA[", "REM ", "\\\"", "$'", "?'", "#\\\"",
]; // biome-ignore format: a list

const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((each) => each.join(""));

test("whatever a text holds, every language is scanned to its end", () => {
  const ids = fc.constantFrom(...Object.keys(languageTable), "unknown");
  fc.assert(
    fc.property(ids, texts, (languageId, text) => {
      const { state, spans, marks } = scan(text, languageId);
      expect(state.length).toBe(text.length);
      for (const { from, close, to } of spans) {
        expect(from).toBeLessThanOrEqual(close);
        expect(close).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(text.length);
      }
      for (const { at, end } of marks) expect(end).toBeGreaterThanOrEqual(at);
    }),
    { numRuns: 4_000 },
  );
});

/** Languages without block words, which depend on more than a scan's state. */
const wordless = Object.entries(languageTable).filter(
  ([, { syntax }]) => !syntax.closeWords && syntax.markup !== "jsx",
);

test("a scan that continues at the start of a line agrees with one scan of everything", () => {
  const ids = fc.constantFrom(...wordless.map(([id]) => id));
  fc.assert(
    fc.property(ids, texts, fc.nat(10), (languageId, text, cut) => {
      const lines = text.split(/(?<=\n)/);
      const at = lines.slice(0, cut).join("").length;
      const first = scan(text.slice(0, at), languageId);
      const { state } = scan(text.slice(at), languageId, first.state);
      expect(state).toEqual(scan(text, languageId).state);
    }),
    { numRuns: 4_000 },
  );
});
