import * as vscode from "vscode";
import { english, type Translate } from "../../core/types/translate.ts";

const { bundle } = vscode.l10n;

/**
 * Translates into the display language of VS Code, with the bundles in `l10n`. Unlike `vscode.l10n.t`, it does not write
 * a warning to VS Code's log for each text that stays as it is: without a bundle, that is every text.
 */
export const t: Translate = (text, ...args) => english(bundle?.[text] ?? text, ...args);

/** The language of the texts, for numbers, dates and lists among them, as a BCP 47 tag. */
export const language = bundle ? vscode.env.language : "en";
