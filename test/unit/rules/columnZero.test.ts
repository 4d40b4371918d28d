import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { languages } from "../../../src/core/code/languages/languages.ts";
import { refine } from "../../../src/core/rules/refine.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

const root = join(import.meta.dirname, "../../../samples");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.(?:py|ts|go|rs)$/.test(path),
);

const indentOf = (line: string) => /^[ \t]*/.exec(line)?.[0] ?? "";

test("a line of real code that a model gives at column 0, inside a body, gets the indentation that it has there", () => {
  const wrong: string[] = [];
  let tried = 0;
  for (const path of files) {
    const lines = readFileSync(join(root, path), "utf8").split("\n");
    const insertSpaces = !lines.some((line) => line.startsWith("\t"));
    lines.forEach((line, i) => {
      const [above = "", below = ""] = [lines[i - 1], lines[i + 1]];
      const indent = indentOf(line);
      // Between two lines of its own depth, no other depth is right.
      const isInside =
        indent !== "" && [above, line, below].every((each) => each.trim() !== "" && indentOf(each) === indent);
      if (!isInside) return;
      const drawn = [...lines.slice(0, i), "▮", ...lines.slice(i + 1)].join("\n");
      const cursor = at(drawn, {
        languageId: languages.ofPath(path),
        path,
        indentation: { insertSpaces, tabSize: path.endsWith(".ts") ? 2 : 4 },
      });
      const shown = refine(line.trim(), createRuleContext(cursor, { scope: "line", maxLines: 1 }));
      if (shown.kind === "dropped") return;
      tried++;
      if (indentOf(shown.text) !== indent) wrong.push(`${path}:${i + 1}: ${JSON.stringify(shown.text)}`);
    });
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(100);
});
