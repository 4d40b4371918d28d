import type { LanguageRow } from "./language.ts";
import { cRows } from "./rows/cLike.ts";
import { dataRows } from "./rows/data.ts";
import { functionalRows } from "./rows/functional.ts";
import { jvmRows } from "./rows/jvm.ts";
import { markupRows } from "./rows/markup.ts";
import { proseRows } from "./rows/prose.ts";
import { scriptRows } from "./rows/script.ts";
import { scriptingRows } from "./rows/scripting.ts";
import { shellRows } from "./rows/shells.ts";
import { styleRows } from "./rows/styles.ts";

/** Every language that Hunch knows by itself, by VS Code language id. To add one, add a row to one of these files. */
const table = {
  ...scriptRows,
  ...styleRows,
  ...markupRows,
  ...cRows,
  ...jvmRows,
  ...scriptingRows,
  ...shellRows,
  ...functionalRows,
  ...dataRows,
  ...proseRows,
} as const satisfies Record<string, LanguageRow>;

/** VS Code language id of a language in the table. */
export type KnownLanguage = keyof typeof table;

/** Whether a language has a row in the table. */
export function isKnownLanguage(languageId: string): languageId is KnownLanguage {
  return Object.hasOwn(table, languageId);
}

export const languageTable: Readonly<Record<string, LanguageRow>> = table;
