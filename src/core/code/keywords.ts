import { languageFamily } from "./languages.ts";

const words = (list: string): readonly string[] => list.split(" ");

const everywhere = words(
  "break case catch class const continue default do else enum false final finally for if import in interface is let " +
    "new null private protected public return static super switch this throw true try var void while with",
);

/** What a language reserves beside the words above; names of its basic types are as uninformative as keywords. */
const byFamily: Readonly<Record<string, readonly string[]>> = {
  typescript: words(
    "abstract any as asserts async await bigint boolean debugger declare delete export extends from function get " +
      "implements infer instanceof keyof module namespace never number object of out override package readonly " +
      "require satisfies set string symbol type typeof undefined unique unknown using yield",
  ),
  python: words(
    "False None True and as assert async await def del elif except from global lambda match nonlocal not or pass " +
      "raise self cls type yield int str bool float list dict tuple set bytes object",
  ),
  go: words(
    "any bool byte chan complex64 complex128 defer error fallthrough float32 float64 func go goto int int8 int16 " +
      "int32 int64 iota len make map nil package range rune select string struct type uint uint8 uint16 uint32 " +
      "uint64 uintptr append cap close copy delete panic print println",
  ),
  java: words(
    "abstract assert boolean byte char double extends float goto implements instanceof int long native package " +
      "record sealed permits short strictfp String synchronized throws transient volatile yield",
  ),
  rust: words(
    "as async await bool char crate dyn extern f32 f64 fn i8 i16 i32 i64 i128 impl isize loop match mod move mut " +
      "pub ref self Self str struct trait type u8 u16 u32 u64 u128 union unsafe use usize where",
  ),
  c: words(
    "auto bool char constexpr delete double explicit extern float friend goto inline int long namespace nullptr " +
      "operator override register short signed sizeof struct template typedef typename union unsigned using " +
      "virtual volatile include define ifdef ifndef endif",
  ),
  csharp: words(
    "abstract as async await base bool byte char decimal delegate double event explicit extern float foreach get " +
      "implicit int internal lock long namespace object operator out override params readonly record ref sealed " +
      "set short sizeof string struct typeof uint ulong using virtual volatile where yield",
  ),
  ruby: words(
    "BEGIN END alias and begin def defined elsif end ensure module next nil not or redo rescue retry self then " +
      "undef unless until when yield require attr_accessor attr_reader",
  ),
  php: words(
    "abstract and array as callable declare die echo elseif empty endfor endforeach endif endswitch endwhile " +
      "extends fn foreach function global goto implements include insteadof instanceof isset list match namespace " +
      "or print readonly require trait unset use xor yield int string bool float self",
  ),
  kotlin: words("as data fun internal object open override package sealed suspend typealias val when where lateinit"),
  swift: words(
    "as associatedtype defer extension fileprivate fallthrough func guard init inout internal nil open protocol repeat rethrows self Self struct subscript throws typealias where",
  ),
};

const known = new Map<string, ReadonlySet<string>>(
  Object.entries(byFamily).map(([family, own]) => [family, new Set([...everywhere, ...own])]),
);
const generic: ReadonlySet<string> = new Set([...everywhere, ...words("function def end then not and or nil self")]);

/** Words of a language that say nothing about what code is about. */
export function keywordsOf(languageId: string): ReadonlySet<string> {
  return known.get(languageFamily(languageId)) ?? generic;
}
