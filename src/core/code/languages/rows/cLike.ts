import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { ch, doubled, dq, many, raw, slashes, sq, tripled } from "../literals.ts";

const cLike: LanguageSyntax = { ...slashes, strings: [dq, ch] };
const cpp: LanguageSyntax = { ...cLike, rawStrings: "cpp" };
const proto: LanguageSyntax = { ...slashes, strings: [dq, sq] };
const family = "c";

/** C and the languages that are written like it. */
export const cRows = {
  c: {
    endings: ".c .h",
    syntax: cLike,
    keywords:
      "auto bool char constexpr delete double explicit extern float friend goto inline int long namespace nullptr " +
      "operator override register short signed sizeof struct template typedef typename union unsigned using " +
      "virtual volatile include define ifdef ifndef endif",
  },
  cpp: { family, endings: ".cpp .cc .hpp .cxx .hxx .hh", syntax: cpp },
  "objective-c": { family, endings: ".m", syntax: cLike },
  "objective-cpp": { family, endings: ".mm", syntax: cpp },
  "cuda-cpp": { family, endings: ".cu .cuh", syntax: cpp },
  hlsl: { endings: ".hlsl .hlsli .fx", syntax: cLike },
  glsl: { endings: ".glsl .vert .frag", syntax: cLike },
  shaderlab: { endings: ".shader", syntax: cLike },
  proto3: { endings: ".proto", syntax: proto },
  proto: { family: "proto3", syntax: proto },
  solidity: { endings: ".sol", syntax: { ...cLike, strings: [dq, { ...ch, character: false }] } },
  csharp: {
    endings: ".cs",
    syntax: {
      tuples: true,
      ...slashes,
      strings: [
        { ...tripled, open: '$$"""', hole: "{{" },
        { ...tripled, open: '$"""', hole: "{" },
        tripled,
        { ...doubled('"'), open: '$@"', hole: "{" },
        { ...doubled('"'), open: '@$"', hole: "{" },
        { ...doubled('"'), open: '@"' },
        { ...dq, open: '$"', hole: "{" },
        dq,
        ch,
      ],
    },
    keywords:
      "abstract as async await base bool byte char decimal delegate double event explicit extern float foreach get " +
      "implicit int internal lock long namespace object operator out override params readonly record ref sealed " +
      "set short sizeof string struct typeof uint ulong using virtual volatile where yield",
  },
  go: {
    endings: ".go",
    syntax: { ...slashes, strings: [raw("`"), dq, ch], endsItemsWithComma: true },
    keywords:
      "any bool byte chan complex64 complex128 defer error fallthrough float32 float64 func go goto int int8 int16 " +
      "int32 int64 iota len make map nil package range rune select string struct type uint uint8 uint16 uint32 " +
      "uint64 uintptr append cap close copy delete panic print println",
    commonNames:
      "err fmt Errorf Sprintf Printf Println Fprintf errors New context Context ctx Background strings bytes time Time " +
      "Duration Second Now os io Reader Writer Close Error String Contains HasPrefix HasSuffix Join Split TrimSpace " +
      "Replace sync Mutex Lock Unlock testing Run Fatal Fatalf Errorf http",
  },
  rust: {
    endings: ".rs",
    syntax: {
      ...slashes,
      codeMarks: ["#[", "#!["],
      nestedComments: true,
      tuples: true,
      strings: [many('"'), ch],
      rawStrings: "rust",
    },
    lifetimes: true,
    keywords:
      "as async await bool char crate dyn extern f32 f64 fn i8 i16 i32 i64 i128 impl isize loop match mod move mut " +
      "pub ref self Self str struct trait type u8 u16 u32 u64 u128 union unsafe use usize where",
    commonNames:
      "Some None Ok Err Vec String Option Result Box Arc Rc HashMap HashSet BTreeMap Default Debug Clone Copy Display " +
      "From Into Iterator PartialEq Eq Hash Send Sync unwrap expect clone into from to_string to_owned iter " +
      "into_iter collect map map_err and_then filter as_ref as_str len push insert get new default derive std vec " +
      "format println assert assert_eq is_empty is_some is_none is_ok is_err fmt",
  },
  zig: {
    endings: ".zig",
    syntax: { lineComments: ["//"], blockComments: [], strings: [{ open: "\\\\", close: "\n" }, dq, ch] },
    keywords:
      "align allowzero and anyerror anyframe anytype bool comptime defer errdefer error export extern fn inline noalias " +
      "noreturn null opaque or orelse packed pub resume struct suspend test threadlocal type undefined union unreachable " +
      "usingnamespace usize isize i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 volatile",
  },
  swift: {
    endings: ".swift",
    syntax: {
      ...slashes,
      nestedComments: true,
      tuples: true,
      rawStrings: "swift",
      strings: [many('"""', "\\("), { ...dq, hole: "\\(" }],
    },
    keywords:
      "as associatedtype defer extension fileprivate fallthrough func guard init inout internal nil open protocol " +
      "repeat rethrows self Self struct subscript throws typealias where",
  },
} as const satisfies Record<string, LanguageRow>;
