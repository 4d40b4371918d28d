import { expect, test } from "vitest";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { refine } from "../../../src/core/rules/refine.ts";
import { isAlreadyThere } from "../../../src/core/rules/repeats/isAlreadyThere.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

const script = "<script setup lang='ts'>\nconst a = 1;\n▮\n</script>\n";
const style = '<template><p>it\'s</p></template>\n<style lang="scss">\n▮\n</style>\n';

test.each([
  ["vue", script, "typescript"],
  ["vue", style, "scss"],
  ["vue", '<style lang="less">\n.a { ▮ }\n</style>', "less"],
  ["vue", "<template lang='pug'>\np ▮\n</template>", "pug"],
  ["vue", "<template>\n  <p>it's ▮</p>\n</template>", "vue"],
  ["vue", "<template>\n  <p>{{ it ▮ }}</p>\n</template>", "typescript"],
  ["svelte", "<script>\nlet a = 1;\n</script>\n{#if a}\n<p>{a▮}</p>", "typescript"],
  ["html", '<script type="application/json">\n{ ▮ }\n</script>', "json"],
  ["html", "<p>it's</p>\n▮", "html"],
  ["astro", "---\nconst a = 1;\n▮\n---\n<p>{a}</p>", "typescript"],
  ["astro", "---\nconst a = 'b';\n---\n<p>▮</p>", "astro"],
  ["markdown", "It's\n\n```ts\nconst a = 1;\n▮\n```\n", "typescript"],
  ["markdown", "It's\n\n```sh\necho 'a\n```\n\nIt's ▮", "markdown"],
  ["markdown", "---\ntitle: ▮\n---\n", "yaml"],
  ["php", "<p>it's ▮</p>\n<?php echo 1 ?>", "html"],
  ["php", "<p>it's</p>\n<?php\n▮", "php"],
  ["php", "<?php if ($a): ?>\n<script>\n// it's\nlet a = ▮\n</script>", "typescript"],
  ["php", "<style>\n.a { color: <?= $b ?>; top: ▮ }\n</style>", "scss"],
  ["php", "<script>\nlet a = <?= json_encode('</script>') ?>;\n▮", "typescript"],
  ["php", "<script>f()</script>\n<?php $a = ▮", "php"],
  ["erb", "<p>it's</p>\n<% if a %>\n<%= b.▮ %>", "ruby"],
  ["erb", "<% a 'b' %>\n<p>it's ▮</p>", "erb"],
  ["ejs", "<p>it's</p>\n<%- a.▮ %>", "javascript"],
  ["ejs", "<script>\nlet a = <%= b %>;\n▮</script>", "typescript"],
  ["vue", '<i18n>\n{ "a": ▮ }\n</i18n>', "json"],
  ["vue", '<i18n lang="yaml">\na: it\'s\nb: ▮\n</i18n>', "yaml"],
  ["vue", "<script>\nconst a = '</scripts';\n▮\n</script>", "typescript"],
  ["html", '<script type="x-shader/x-fragment">\nvoid ▮\n</script>', "glsl"],
  ["markdown", "+++\na = 'b'\nc = ▮\n+++", "toml"],
  ["markdown", "+++\na = 'b'\n+++\nIt's ▮", "markdown"],
])("in %s, at %s, the language is %s", (languageId, drawn, expected) => {
  expect(surroundingsOf(at(drawn, { languageId }))).toMatchObject({ inside: "code", language: { id: expected } });
});

test("the styles of an element of JSX are in their language", () => {
  const cursor = at("const a = <style jsx>{`\n.a { color: ▮ }\n`}</style>;", { languageId: "typescriptreact" });
  expect(surroundingsOf(cursor).language.id).toBe("scss");
});

test.each([
  ["php", "<script>\n// it's ▮"],
  ["php", "<style>\n.a { color: <?= $b ?>; /* ▮"],
  ["php", "<p>a</p>\n<!-- it's ▮"],
  ["erb", "<p>it's</p>\n<% # ▮"],
  ["erb", "<%# it's ▮ %>"],
  ["ejs", "<p>it's</p>\n<% // ▮"],
])("in %s, at %s, the cursor is in a comment", (languageId, drawn) => {
  expect(surroundingsOf(at(drawn, { languageId })).inside).toBe("comment");
});

test.each([
  ["vue", "<style>\n.a {\n  color: red;\n  ▮\n}\n</style>", "color: blue;"],
  ["svelte", "<style>\n.a {\n  color: red;\n  ▮\n}\n</style>", "color: blue;"],
  ["vue", "<script lang='ts'>\ntype A = 'b' | ▮\n</script>", "'b';"],
  ["markdown", "```yaml\na: 1\n▮\n```", "a: 2"],
  ["markdown", '```go\nimport (\n\ta "x/y"\n\t▮\n)\n```', 'b "x/y"'],
  ["markdown", "```rust\nmatch a {\n    B => 1,\n    ▮\n}\n```", "B => 2,"],
  ["markdown", "```dockerfile\nENV A=1\n▮\n```", "ENV A=2"],
  ["php", "<style>\n.a {\n  color: red;\n  ▮\n}\n</style>", "color: blue;"],
])("in %s, at %s, %j is already there", (languageId, drawn, text) => {
  const context = createRuleContext(at(drawn, { languageId }), { scope: "line", maxLines: 1 });
  expect(isAlreadyThere(text, context)).toBe(true);
});

/** What is shown of an answer; "" if it is dropped. */
function shown(languageId: string, drawn: string, answer: string): string {
  const cursor = at(drawn, { languageId, path: `src/sample.${languageId}` });
  const refined = refine(answer, createRuleContext(cursor, { scope: "block", maxLines: 10 }));
  return refined.kind === "dropped" ? "" : refined.text;
}

test.each([
  ["vue", script, "// your code here", ""],
  ["vue", script, "// src/sample.vue\nconst b = 2;", "const b = 2;"],
  ["vue", script.replace("▮", "// ▮"), "// adds one", "adds one"],
  ["vue", style, "/* your code here */", ""],
  ["svelte", "<script>\n▮\n</script>", "// ...", ""],
  ["astro", "---\n▮\n---\n", "// rest of the code", ""],
  ["typescriptreact", "const a = (\n  <p>\n    ▮\n  </p>\n);", "{/* your code here */}", ""],
  ["typescriptreact", "const a = (\n  <p>\n    ▮\n  </p>\n);", "// your code here", "// your code here"],
  ["php", "<?php\n#[▮", "#[Attribute]", "Attribute]"],
  ["php", "<?php f() ?>\n<script>\n▮\n</script>", "// your code here", ""],
  ["php", "<?php f() ?>\n<style>\n▮\n</style>", "/* your code here */", ""],
  ["erb", "<p>it's</p>\n<%\n▮\n%>", "# your code here", ""],
  ["rust", "#[▮", "#[derive(Debug)]", "derive(Debug)]"],
  ["latex", "It is 50\\% ▮", "of all.", "of all."],
])("in %s, at %s, of %j is shown %j", (languageId, drawn, answer, expected) => {
  expect(shown(languageId, drawn, answer)).toBe(expected);
});

test("in a page of PHP of which only the end is scanned, the code before it is none of the page", () => {
  const code = `<?php\n${"$a = 'it is < b';\n".repeat(3_000)}?>\n`;
  const cursor = at(`${code}<style>\n.a { ▮ }\n</style>`, { languageId: "php" });
  expect(surroundingsOf(cursor)).toMatchObject({ inside: "code", language: { id: "scss" } });
});
