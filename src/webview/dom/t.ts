import { english, type Translate } from "../../core/types/translate.ts";

/** The translations that the extension puts into the page, by their English text; none if the page is English. */
const texts: Readonly<Record<string, string>> =
  typeof document === "undefined" ? {} : JSON.parse(document.documentElement.dataset["texts"] ?? "{}");

/** Translates into the display language of VS Code. */
export const t: Translate = (text, ...args) => english(texts[text] ?? text, ...args);
