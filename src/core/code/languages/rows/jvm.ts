import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { ch, dq, many, raw, slashes, sq, tripled } from "../literals.ts";

const jvm: LanguageSyntax = { ...slashes, strings: [many('"""', "${"), { ...dq, hole: "${" }, ch] };

/** Languages of the Java virtual machine, and Dart, which is written like them. */
export const jvmRows = {
  java: {
    endings: ".java",
    syntax: { ...slashes, strings: [many('"""'), dq, ch] },
    keywords:
      "abstract assert boolean byte char double extends float goto implements instanceof int long native package " +
      "record sealed permits short strictfp String synchronized throws transient volatile yield",
    commonNames:
      "Object Integer Long Double Boolean Character Override Deprecated List Map Set Collection Collections Arrays " +
      "ArrayList HashMap HashSet Optional Stream Exception RuntimeException IllegalArgumentException " +
      "IllegalStateException IOException Throwable System out println equals hashCode toString get put add size " +
      "isEmpty length of format contains Math StringBuilder append substring split trim java util",
  },
  kotlin: {
    endings: ".kt .kts",
    syntax: {
      ...jvm,
      strings: [{ ...tripled, hole: "${" }, { ...dq, hole: "${" }, ch],
      nestedComments: true,
    },
    keywords: "as data fun internal object open override package sealed suspend typealias val when where lateinit",
  },
  scala: {
    endings: ".scala .sc .sbt",
    syntax: { ...jvm, strings: [tripled, { ...dq, hole: "${" }, ch], nestedComments: true, tuples: true },
    keywords:
      "abstract case def extends extension forSome given implicit lazy match object override package sealed then trait " +
      "type using val yield",
  },
  groovy: {
    endings: ".groovy .gradle",
    syntax: {
      ...jvm,
      strings: [many('"""', "${"), many("'''"), { ...raw("$/", "/$") }, { ...dq, hole: "${" }, sq],
      regex: true,
    },
    keywords: "abstract as assert def double extends float implements instanceof int long native package throws trait",
  },
  dart: {
    endings: ".dart",
    syntax: {
      ...slashes,
      nestedComments: true,
      strings: [
        raw('r"""', '"""'),
        raw("r'''", "'''"),
        { open: 'r"', close: '"' },
        { open: "r'", close: "'" },
        many('"""', "${"),
        many("'''", "${"),
        { ...dq, hole: "${" },
        { ...sq, hole: "${" },
      ],
    },
    keywords:
      "abstract as assert async await bool covariant deferred double dynamic export extends extension external factory " +
      "get implements int late library mixin num of on operator part required rethrow sealed set show hide String " +
      "sync typedef yield",
  },
} as const satisfies Record<string, LanguageRow>;
