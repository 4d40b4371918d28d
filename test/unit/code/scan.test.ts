import { expect, test } from "vitest";
import { scan } from "../../../src/core/code/scan/scan.ts";

/** The brackets, words and tags that a text leaves open. */
function leftOpen(text: string, languageId: string): string[] {
  return scan(text, languageId).state.frames.map((frame) =>
    frame.kind === "bracket" || frame.kind === "word"
      ? frame.close
      : frame.kind === "element"
        ? `</${frame.name}>`
        : frame.kind,
  );
}

/** Strings and comments, as they are written. */
function spans(text: string, languageId: string): string[] {
  return scan(text, languageId).spans.map((span) => text.slice(span.from, span.to));
}

test.each([
  ["typescript", "f(a, [b, {c: 1"],
  ["python", "f(a, [b, {'c': 1"],
])("%s: what is open, from the outside in", (languageId, text) => {
  expect(leftOpen(text, languageId)).toEqual([")", "]", "}"]);
});

test.each([
  ["typescript", "f(')', \")\", `)`) // )", ["')'", '")"', "`)`", "// )"]],
  ["typescript", "a = /[/)]/.test(b) / c / d", ["/[/)]/"]],
  ["typescript", "`a ${b(`c ${d}`)} e`", ["`a ${b(`c ${d}`)} e`", "`c ${d}`"]],
  ["python", "x = '''a ' b''' # '", ["'''a ' b'''", "# '"]],
  ["python", "rf'{a}' + rb'\\'' + f\"{b['c']}\"", ["rf'{a}'", "'\\''", "f\"{b['c']}\"", "'c'"]],
  ["rust", "let c = '\\''; let r = r#\"a \" b\"#; fn f<'a>() {}", ["'\\''", 'r#"a " b"#']],
  ["rust", "/* a /* b */ c */ d", ["/* a /* b */ c */"]],
  ["c", "/* a /* b */ c", ["/* a /* b */"]],
  ["cpp", 'R"x(a )" b)x" + 1\'000', ['R"x(a )" b)x"']],
  ["csharp", '@"a ""b"" c" + $"x {y("z")} w"', ['@"a ""b"" c"', '$"x {y("z")} w"', '"z"']],
  ["go", "`a\n\"b` + '\"'", ['`a\n"b`', "'\"'"]],
  ["shellscript", "cat <<-'EOF' # c\n a ) \"\n EOF\necho", ['\n a ) "\n EOF', "# c"]],
  ["ruby", "a = <<~X\n  (\nX\nb", ["\n  (\nX"]],
  ["php", "$a = <<<EOT\n (\nEOT;\n", ["\n (\nEOT"]],
  ["sql", "'it''s' -- c", ["'it''s'", "-- c"]],
  ["lua", "[[ ) ]] --[[ ( ]]", ["[[ ) ]]", "--[[ ( ]]"]],
  ["html", "<a b='c>'>d's</a><!-- e -->", ["'c>'", "<!-- e -->"]],
  ["powershell", "<# a #> \"b$(c)d\" 'e''f'", ["<# a #>", '"b$(c)d"', "'e''f'"]],
] as const)("%s: strings and comments of %s", (languageId, text, expected) => {
  expect(spans(text, languageId).toSorted()).toEqual([...expected].toSorted());
  expect(leftOpen(text, languageId).filter((each) => each !== "comment")).toEqual([]);
});

test.each([
  ["typescriptreact", "return <A b={c ? <D /> : e}>f's {g}</A>"],
  ["typescriptreact", "const f = <T,>(a: T) => a < b && c > d"],
  ["typescriptreact", "type F = { <T extends A>(a: T): void }"],
  ["html", "<ul><li>a</li><br><img src='b'></ul><script>if (a < b) { c('</x>') }</script>"],
  ["vue", "<template><p>{{ a('b') }}</p></template><style>.a { b: c }</style>"],
  ["ruby", "def a\n  b.each do |c|\n    d if e\n  end\nend"],
  ["ruby", "while a do\n  b\nend"],
  ["ruby", "x = if a then b end\ny ||= begin\n  c\nend\nprivate def d\n  e(:end) if f\n  return unless g\nend"],
  ["erlang", "f(X) ->\n  Y = case X of\n    a -> fun (Z) -> Z end;\n    b -> fun g/1\n  end,\n  Y."],
  ["lua", "for i = 1, 2 do\n  local f = function() return 1 end\nend"],
  ["elixir", "def a, do: b\ndef c do\n  fn x -> x end\nend"],
  ["shellscript", "if [ a ]; then\n  for b in c; do d; done\nfi\ncase $x in\n a) b;;\nesac"],
  ["julia", "function f(x)\n  if x\n    1\n  end\nend"],
] as const)("%s: everything is paired in %s", (languageId, text) => {
  const { state, marks } = scan(text, languageId);
  expect(state.frames).toEqual([]);
  const loose = marks
    .filter((mark) => mark.kind === "close" && mark.partner === undefined)
    .map((mark) => text.slice(mark.at, mark.end));
  expect(loose.filter((each) => !(languageId === "shellscript" && each === ")"))).toEqual([]);
});

test("a scan that goes on at a line's start finds what one scan of all finds", () => {
  const text = "f(`a ${\n  b({\n    c: /* d\n e */ 1,\n  })\n} g`,\n  [1,\n  2],\n);\ncat <<X\n";
  for (const languageId of ["typescript", "python", "shellscript", "html", "ruby"]) {
    const whole = scan(text, languageId);
    const lines = text.split(/(?<=\n)/);
    for (let i = 0; i <= lines.length; i++) {
      const first = scan(lines.slice(0, i).join(""), languageId);
      const second = scan(lines.slice(i).join(""), languageId, first.state);
      expect(second.state).toEqual(whole.state);
      expect([...first.marks, ...second.marks]).toEqual(whole.marks);
    }
  }
});

test("an unclosed string ends with its line where it may not go on", () => {
  expect(leftOpen('f("a\n', "typescript")).toEqual([")"]);
  expect(leftOpen("f(`a\n", "typescript")).toEqual([")", "string"]);
});
