import { expect, test } from "vitest";
import { scan } from "../../../src/core/code/scan/scan.ts";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { at } from "../../support/at.ts";

/** Strings and comments as they are written, in order. */
function spans(text: string, languageId: string): string[] {
  return scan(text, languageId).spans.map((span) => text.slice(span.from, span.to));
}

test.each([
  ["ruby", "class << self\n  x = 'a'\nend", ["'a'"]],
  ["ruby", 'list << item\nother << "s"\nlist <<item', ['"s"']],
  ["ruby", "a<<B\nb", []],
  ["ruby", "f(<<~A, <<-'b')\n a'\nA\n c'\n  b\nd", ["\n a'\nA", "\n c'\n  b"]],
  ["shellscript", "cat <<< $x\necho 'a'", ["'a'"]],
  ["shellscript", "x=$(( 1 << b ))\ny=$((1<<b))\n(( x <<= EOF ))\nlet x=1<<b\necho 'a'", ["'a'"]],
  ["shellscript", "IFS=$'\\n'\necho 'a' $'it\\'s'", ["$'\\n'", "'a'", "$'it\\'s'"]],
  ["shellscript", "echo it\\'s \\\" \\# \\$ # '\necho 'a'", ["# '", "'a'"]],
  ["shellscript", "sed -e's/a/b/' x'y'", ["'s/a/b/'", "'y'"]],
  ["shellscript", "cat << \\EOF\n it's\nEOF\necho", ["\n it's\nEOF"]],
  ["terraform", 'a = <<EOT\n it\'s\nEOT\nb = 1 << c\nd = "x"', ["\n it's\nEOT", '"x"']],
  ["php", "$a = 1 << B;\n$c = <<<'X'\n it's\n  X . 'd';", ["\n it's\n  X", "'d'"]],
  [
    "perl",
    "print <<\"A\", <<'B', <<C;\n '\nA\n \"\nB\n `\nC\n$x = 1 << 2; $y = $x<<FOO;\n'd'",
    ["\n '\nA", '\n "\nB', "\n `\nC", "'d'"],
  ],
  ["ruby", "list <<Item.new\n@list <<CONST\n'a'", ["'a'"]],
  ["crystal", "a << b\nf(<<-X)\n it's\nX\n%w(it's)", ["\n it's\nX", "%w(it's)"]],
  ["dockerfile", "RUN cat <<EOF > a\nit's\nEOF\nRUN 'a'", ["\nit's\nEOF", "'a'"]],
  ["racket", '#<<E F\nit\'s "\nE F\n"a"', ["\nit's \"\nE F", '"a"']],
])("%s: a shift is not a here-document: %s", (languageId, text, expected) => {
  expect(spans(text, languageId)).toEqual(expected);
});

test.each([
  ["perl", "$x =~ s/'/\"/g; 'a'", ["s/'/", '"/', "'a'"]],
  ["perl", "q{it's {nested} '}; 'a'", ["q{it's {nested} '}", "{nested}", "'a'"]],
  [
    "perl",
    "s{'} {\"}x; tr/'/\"/; y'a'b'; m#'#; qw(it's); 'a'",
    ["s{'}", '{"}', "tr/'/", '"/', "y'a'", "b'", "m#'#", "qw(it's)", "'a'"],
  ],
  ["perl", "my %h = (s => 1, y => 'a', q => 2); $h{s}; $h{y}; sub m { 'b' } -s $f; &s('c')", ["'a'", "'b'", "'c'"]],
  ["perl", "$' . $\" . $/ . $#x . $#{$y}; 'a' # it's", ["'a'", "# it's"]],
  ["perl", "split /'/, $x; $a / $b / 'c'", ["/'/", "'c'"]],
  ["perl", "=pod\n\nIt's\n\n=cut\n'a';\n__END__\nit's", ["=pod\n\nIt's\n\n=cut", "'a'", "__END__\nit's"]],
  [
    "ruby",
    "%w[it's a] + %q(it's (so)) + %(it's) ; 5 % (x) ; 'a'",
    ["%w[it's a]", "%q(it's (so))", "(so)", "%(it's)", "'a'"],
  ],
  ["ruby", "x == ?' || y ? 'a' : 'b'", ["'a'", "'b'"]],
  ["ruby", "assert_match /it's/, x\na / b / 'c'", ["/it's/", "'c'"]],
  ["ruby", "x =begin\n=begin\nit's\n=end\n'a'\n__END__\nit's", ["=begin\nit's\n=end", "'a'", "__END__\nit's"]],
  ["elixir", "~r/it's/ ; ~s(it's) ; ?' ; 'a'", ["~r/it's/", "~s(it's)", "'a'"]],
  ["erlang", "[$', $\", $\\', $a] ++ 'a'. % it's", ["'a'", "% it's"]],
  ["lisp", '(list #\\" #\\; "a") ; it\'s', ['"a"', "; it's"]],
  ["clojure", '[\\" \\; "a"]', ['"a"']],
  ["elisp", '(list ?" ?\\" "a")', ['"a"']],
  ["julia", "a = '\"' ; b' * c' ; \"d\"", ["'\"'", '"d"']],
  ["fsharp", "let a = '\"' in f' \"b\"", ["'\"'", '"b"']],
  ["lua", "[==[ ]] ' ]==] --[=[ ]] ' ]=] 'a'", ["[==[ ]] ' ]==]", "--[=[ ]] ' ]=]", "'a'"]],
  ["swift", '#"a"b"# + "c"', ['#"a"b"#', '"c"']],
  ["nix", "''it'''s'' + \"a\"", ["''it'''s''", '"a"']],
  ["powershell", "a `\" `' 'b'", ["'b'"]],
  ["powershell", "$a = @'\nit's\n'@\n'b'", ["@'\nit's\n'@", "'b'"]],
  ["zig", 'const a =\n  \\\\it\'s "\n  ;\n"b"', ["\\\\it's \"", '"b"']],
  ["coffeescript", "### it's ###\na = 'b' # c", ["### it's ###", "'b'", "# c"]],
  ["coffeescript", "a = ///\n it's # a\n///\n'b'", ["///\n it's # a\n///", "'b'"]],
  ["typescript", "if (a) /'/.test(b); (c) / 'd' / 2; e(/ '/)", ["/'/", "'d'", "/ '/"]],
  ["ocaml", "{|it's|} {x| |} it's |x} {%sql y|'|y} \"a\"", ["{|it's|}", "{x| |} it's |x}", "{%sql y|'|y}", '"a"']],
  ["lua", "require'it\\'s' .. f\"a\" -- it's", ["'it\\'s'", '"a"', "-- it's"]],
  ["ruby", "A = /\n  it's\n/x # b\nc / d / 'e'", ["/\n  it's\n/", "# b", "'e'"]],
  ["perl", "split / /, $a; split //, $b; 'c'", ["/ /", "//", "'c'"]],
  ["typescriptreact", "<A\n  // it's\n  b /* don't */\n/>; 'c'", ["// it's", "/* don't */", "'c'"]],
  ["fsharp", 'let (*) a b = "c" // d', ['"c"', "// d"]],
  ["scheme", '(a #;(b "c") d) ; e', ['"c"', "; e"]],
  ["scala", '"""a"""" + "b"', ['"""a""""', '"b"']],
  ["kotlin", '"""a"""" + "b"', ['"""a""""', '"b"']],
  ["csharp", '""""a"b"""" + "c"', ['""""a"b""""', '"c"']],
  ["python", "'''a''''''b''' + 'c'", ["'''a'''", "'''b'''", "'c'"]],
  ["toml", "a = '''it's''''\nb = 'c'", ["'''it's''''", "'c'"]],
  ["css", ".a\\'b { c: 'd' }", ["'d'"]],
  ["markdown", "```tsx\n<A /> / 'b'/ c\n```\n", ["'b'"]],
  ["proto3", "a = 'b' // it's", ["'b'", "// it's"]],
  ["vb", "Rem it's\na = \"b\" ' c", ["Rem it's", '"b"', "' c"]],
  ["erlang", "[$(, $}, $\\\\], fun\n(A) -> 'b' end] % it's", ["'b'", "% it's"]],
  ["latex", "\\verb|%| \\url{a%20b} % c", ["\\verb|%|", "\\url{a%20b}", "% c"]],
  ["latex", "\\begin{comment}\na\n\\end{comment} b", ["\\begin{comment}\na\n\\end{comment}"]],
])("%s: quotes that the language writes in its own way: %s", (languageId, text, expected) => {
  expect(spans(text, languageId)).toEqual(expected);
});

test.each([
  ["latex", "50\\% of it % note", ["% note"]],
  ["php", "#[Attribute('a')]\n# note\n// more", ["'a'", "# note", "// more"]],
  ["php", "$a = 1; // note ?> it's <?php 'b'", ["// note ", "'b'"]],
  ["php", "<p>it's</p>\n<?php echo 'a' ?> don't <?= 'b' ?> don't", ["'a'", "'b'"]],
  ["makefile", "a = \\# b # c", ["# c"]],
  ["scss", "a { b: url(//c.d/e'f); } // g", ["// g"]],
  ["haskell", "a --> b -- 'c", ["-- 'c"]],
  ["bat", "rem it's\necho theorem x\n:: y", ["rem it's", ":: y"]],
  ["properties", "# a\nb = it's # not! one\n! c", ["# a", "! c"]],
  ["ini", "a = b;c ; d", ["; d"]],
])("%s: what begins a comment and what does not: %s", (languageId, text, expected) => {
  expect(spans(text, languageId)).toEqual(expected);
});

test.each([
  ["ruby", "a = <<~X\n it's #{b.", "code"],
  ["ruby", "a = <<~X\n it's #{b} c", "string"],
  ["ruby", "a = <<~'X'\n it's #{b", "string"],
  ["shellscript", "cat <<X\n it's $(ls ", "code"],
  ["shellscript", "cat <<'X'\n it's $(ls ", "string"],
  ["shellscript", "cat <<X\n it's \\$(ls ", "string"],
  ["terraform", "a = <<X\n it's ${b.", "code"],
  ["terraform", 'a = "$${b', "string"],
  ["swift", '"a \\(b.', "code"],
  ["swift", '#"a \\#(b.', "code"],
  ["swift", '"a \\\\(b.', "string"],
  ["csharp", '$$"""\n{ {{b.', "code"],
  ["csharp", '$$"""\n{{b}} {c', "string"],
  ["fsharp", '$"""\n"{b.', "code"],
  ["lean4", 's!"a {b.', "code"],
  ["scss", 'a { b: "#{$c', "code"],
  ["less", 'a { b: "@{c', "code"],
])("%s: code in a text: %j ends in %s", (languageId, text, inside) => {
  expect(surroundingsOf(at(`${text}▮`, { languageId })).inside).toBe(inside);
});

test.each([
  [
    "erlang",
    "f(S) when S =:= $( -> map(fun\n  (A) -> A;\n  ({_, B}) -> B\nend, S).\n-spec g(fun((A) -> B)) -> fun().\n",
  ],
  ["erlang", "f() -> fun Loop(N) -> Loop(N - 1) end, fun g/1, case a of b -> c end."],
  ["elixir", 'def f(a), do: [a, ?}, ?(, ?\\"]\ndef g?(b), do: b\n'],
  ["ocaml", "{x|(|x}"],
  ["erlang", "f() -> map(fun\n  %% a note\n  (A) -> A\nend, B)."],
  ["lua", "f(function(a) if a then return b end end)\nfor i = 1, 2 do while a do b() end end\n"],
  ["crystal", "abstract class A\n  abstract def b\n  {% if c %}\n  def d\n  end\n  {% end %}\nend\nlib L\nend\n"],
])("%s: whole code leaves nothing open: %s", (languageId, text) => {
  const { marks, state } = scan(text, languageId);
  expect(state.frames).toEqual([]);
  expect(marks.filter((mark) => mark.kind === "close" && mark.partner === undefined)).toEqual([]);
});

test.each([
  ["it's: rock 'n roll\nb: 'c'\nd: text \"e\" f", ["'c'"]],
  ["- it's\n- 'a'\n- b: \"c\"\n- !!str 'd'\n- &e 'f'", ["'a'", '"c"', "'d'", "'f'"]],
  ["a: [it's, 'b', \"c\"]\nd: {e: 'f', 'g': h}", ["'b'", '"c"', "'f'", "'g'"]],
  ["a: |\n  it's\n\n  # text\nb: 'c' # d\n", ["\n  it's\n\n  # text\n", "'c'", "# d"]],
  ["a:\n  - b: >- # note\n      it's\n    c: 'd'", ["# note", "\n      it's\n", "'d'"]],
  ["- |\n  it's\n- 'a'", ["\n  it's\n", "'a'"]],
  ["a: 'it''s'\nb: \"c\n  d\"\ne#f: g", ["'it''s'", '"c\n  d"']],
])("yaml: quotes in plain text are text: %s", (text, expected) => {
  expect(spans(text, "yaml")).toEqual(expected);
});

test("a scan that continues at the start of a line finds what one scan of everything finds", () => {
  const texts: readonly (readonly [string, string])[] = [
    ["perl", "=pod\n\nit's\n\n=cut\n'a'; print <<X;\n \"\nX\ns{\n'}{\n\"};\n'b'"],
    ["yaml", "a:\n  - b: |\n      it's\n\n    c: 'd'\ne: f"],
    ["php", "<p>it's\n</p>\n<?php\n$a = <<<X\n '\nX;\n?>\nit's\n<?php 'b'"],
    ["powershell", "$a = @'\nit's\n'@\n'b'"],
    ["ruby", "f(<<~A, <<-'B')\n #{a\n} '\nA\n #{\nB\n'b'"],
    ["markdown", "---\na: 'b'\n---\nit's\n```ts\nconst a = `b\n```\nit's\n"],
    ["vue", "<script\n lang='ts'>\nconst a = '</b>' // c\n</script>\n<style lang=\"sass\">\n// d\n</style>"],
  ];
  for (const [languageId, text] of texts) {
    const whole = scan(text, languageId);
    const lines = text.split(/(?<=\n)/);
    for (let i = 0; i <= lines.length; i++) {
      const first = scan(lines.slice(0, i).join(""), languageId);
      const second = scan(lines.slice(i).join(""), languageId, first.state);
      expect(second.state, `${languageId}, line ${i}`).toEqual(whole.state);
    }
  }
});
