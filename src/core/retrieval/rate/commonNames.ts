import { languageFamily } from "../../code/languages.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Names of the standard library that most programs of a language use. A prompt need not explain them. */
const byFamily: Readonly<Record<string, ReadonlySet<string>>> = {
  typescript: words(
    "Promise Array Object JSON Math Error Map Set Date RegExp String Number Boolean Symbol Record Partial Readonly " +
      "Pick Omit Function Iterator WeakMap Uint8Array ArrayBuffer console log length push pop shift slice splice map " +
      "filter forEach reduce find some every includes indexOf join split trim concat keys values entries has add get " +
      "set then catch finally resolve reject toString parse stringify isArray window document process undefined " +
      "replace match test exec assign setTimeout clearTimeout parseInt parseFloat sort flat flatMap describe expect " +
      "toBe toEqual props children key",
  ),
  python: words(
    "print len range isinstance issubclass super Exception ValueError TypeError KeyError RuntimeError IndexError " +
      "AttributeError NotImplementedError OSError StopIteration enumerate zip map filter sorted reversed min max sum " +
      "any all open getattr setattr hasattr type repr iter next id hash abs round property staticmethod classmethod " +
      "append extend insert pop remove items keys values get update format join split strip startswith endswith " +
      "replace encode decode lower upper read write close sort copy args kwargs typing Any Optional List Dict Union " +
      "Callable __init__ __name__ __future__ annotations os sys self cls",
  ),
  go: words(
    "err fmt Errorf Sprintf Printf Println Fprintf errors New context Context ctx Background strings bytes time Time " +
      "Duration Second Now os io Reader Writer Close Error String Contains HasPrefix HasSuffix Join Split TrimSpace " +
      "Replace sync Mutex Lock Unlock testing Run Fatal Fatalf Errorf http",
  ),
  java: words(
    "Object Integer Long Double Boolean Character Override Deprecated List Map Set Collection Collections Arrays " +
      "ArrayList HashMap HashSet Optional Stream Exception RuntimeException IllegalArgumentException " +
      "IllegalStateException IOException Throwable System out println equals hashCode toString get put add size " +
      "isEmpty length of format contains Math StringBuilder append substring split trim java util",
  ),
  rust: words(
    "Some None Ok Err Vec String Option Result Box Arc Rc HashMap HashSet BTreeMap Default Debug Clone Copy Display " +
      "From Into Iterator PartialEq Eq Hash Send Sync unwrap expect clone into from to_string to_owned iter " +
      "into_iter collect map map_err and_then filter as_ref as_str len push insert get new default derive std vec " +
      "format println assert assert_eq is_empty is_some is_none is_ok is_err fmt",
  ),
};
const none: ReadonlySet<string> = new Set();

/** Returns the names of a language that every model knows. */
export function commonNamesOf(languageId: string): ReadonlySet<string> {
  return byFamily[languageFamily(languageId)] ?? none;
}
