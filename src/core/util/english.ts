import type { Translate } from "../types/translate.ts";

/** Leaves texts in English, for surfaces without translations such as the command line and the language server. */
export const english: Translate = (text, ...args) =>
  text.replace(/\{(\d+)\}/g, (hole, index: string) => String(args[Number(index)] ?? hole));
