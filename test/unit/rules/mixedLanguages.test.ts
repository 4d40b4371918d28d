import { expect, test } from "vitest";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { refine } from "../../../src/core/rules/refine.ts";
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
])("in %s, at %s, the language is %s", (languageId, drawn, expected) => {
  expect(surroundingsOf(at(drawn, { languageId }))).toMatchObject({ inside: "code", language: { id: expected } });
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
  ["rust", "#[▮", "#[derive(Debug)]", "derive(Debug)]"],
  ["latex", "It is 50\\% ▮", "of all.", "of all."],
])("in %s, at %s, of %j is shown %j", (languageId, drawn, answer, expected) => {
  expect(shown(languageId, drawn, answer)).toBe(expected);
});
