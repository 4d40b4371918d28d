import * as vscode from "vscode";
import type { Translate } from "../../core/types/translate.ts";

/** Translates into the display language of VS Code, with the bundles in `l10n`. */
export const t: Translate = (text, ...args) => vscode.l10n.t(text, ...args);
