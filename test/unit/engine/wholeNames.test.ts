import { expect, test } from "vitest";
import { languages } from "../../../src/core/code/languages/languages.ts";
import { nameGoesOn } from "../../../src/core/code/nameGoesOn.ts";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { cursorAt, recently, teach } from "./teach.ts";

test.each([
  ["css", "background▮-color: red", true],
  ["css", "a:▮hover", true],
  ["scss", "calc(100%▮ - 2px)", false],
  ["css", "margin:▮ 0", false],
  ["html", "data▮-id", true],
  ["yaml", "runs▮-on: x", true],
  ["powershell", "Get▮-Item", true],
  ["ruby", "list.empty▮?", true],
  ["ruby", "user.save▮!", true],
  ["ruby", "key: :▮name", true],
  ["ruby", "a ▮? b : c", false],
  ["haskell", "foldl▮' f", true],
  ["clojure", "swap▮! state", true],
  ["r", "read▮.csv(path)", true],
  ["typescript", "a▮-b", false],
  ["typescript", "user▮!.name", false],
  ["rust", "x▮'", false],
])("in %s, at %s, a name goes on: %s", (languageId, drawn, expected) => {
  const [before = "", after = ""] = drawn.split("▮");
  expect(nameGoesOn(before, after, languages.of(languageId).names)).toBe(expected);
});

/** Two files of a kind, and a third that is begun: what is offered at its cursor, and its languages' own kinds of names. */
test.each([
  ["css", ".ONE {\n  background-color: var(--main-color);\n  border-radius: 4px;\n}\n", "  border-radius: 4px;", 9],
  ["scss", ".ONE {\n  @include media-up(md) {\n    padding: $gap-small;\n  }\n}\n", "    padding: $gap-small;", 9],
  ["ruby", "class ONE < Base\n  def valid?\n    @errors.empty? && super\n  end\nend\n", "    @errors.empty? && super", 6],
  ["php", "<?php\nclass ONE {\n    function get($id) {\n        return $this->repo->find($id);\n    }\n}\n", "        return $this->repo->find($id);", 15],
  ["kotlin", "class ONE(val repo: Repo) {\n  fun all() = repo.findAll()?.map { it.toDto() }\n}\n", "  fun all() = repo.findAll()?.map { it.toDto() }", 14],
  ["swift", "struct ONE {\n  func load() {\n    guard let url = URL(string: base) else { return }\n  }\n}\n", "    guard let url = URL(string: base) else { return }", 14],
  ["csharp", "class ONE {\n    void Run() {\n        _logger.LogInformation(\"start\");\n    }\n}\n", "        _logger.LogInformation(\"start\");", 16],
  ["sql", "-- ONE\nSELECT id, name\nFROM users u\nJOIN orders o ON o.user_id = u.id;\n", "JOIN orders o ON o.user_id = u.id;", 14],
  ["lua", "local ONE = {}\nfunction ONE.load(path)\n  local file = io.open(path, \"r\")\nend\n", "  local file = io.open(path, \"r\")", 15],
  ["shellscript", "# ONE\nset -euo pipefail\nif [ -z \"$1\" ]; then\n  echo \"missing\" >&2\nfi\n", "  echo \"missing\" >&2", 6],
  ["yaml", "name: ONE\njobs:\n  build:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n", "    runs-on: ubuntu-latest", 4],
  ["html", "<!-- ONE -->\n<nav class=\"main-nav\">\n  <a href=\"/home\" data-nav-id=\"1\">Home</a>\n</nav>\n", "  <a href=\"/home\" data-nav-id=\"1\">Home</a>", 5],
  ["vue", "<script setup>\n// ONE\nconst props = defineProps({ modelValue: String });\n</script>\n", "const props = defineProps({ modelValue: String });", 14],
  ["haskell", "module ONE where\n\ntotal :: [Int] -> Int\ntotal xs = foldl' (+) 0 xs\n", "total xs = foldl' (+) 0 xs", 11],
  ["clojure", "(ns app.ONE)\n\n(defn add-item! [state item]\n  (swap! state update :items conj item))\n", "  (swap! state update :items conj item))", 3],
])("a line of %s is finished as it stands elsewhere", (languageId, file, line, column) => {
  const engine = createEngine();
  for (const name of ["alpha", "beta"]) teach(engine, name, file.replaceAll("ONE", name), languageId);
  const start = file.indexOf(`${line}\n`);
  expect(start).toBeGreaterThan(0);
  const drawn = `${file.slice(0, start).replaceAll("ONE", "gamma")}${line.slice(0, column)}▮\n`;
  const cursor = cursorAt(drawn, "gamma", languageId);
  const whole = engine.answer(cursor, recently("alpha", "beta"), { minConfidence: 0, maxLines: 1, limit: 1 });
  expect(whole[0]?.text.trim()).toBe(line.slice(column).trim());
  const stops = { minConfidence: 0, maxLines: 1, limit: 40, mayStopEarly: true };
  const early = engine.answer(cursor, recently("alpha", "beta"), stops).map(({ text }) => text);
  expect(early.length).toBeGreaterThan(1);
  const rest = line.slice(column);
  const rules = languages.of(languageId).names;
  for (const text of early.filter((each) => rest.startsWith(each)))
    expect(nameGoesOn(text, rest.slice(text.length), rules)).toBe(false);
}); // biome-ignore format: a table
