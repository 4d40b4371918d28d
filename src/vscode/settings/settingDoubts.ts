import * as vscode from "vscode";
import { openSetting } from "./openSetting.ts";
import type { SettingDoubt } from "./settingReader.ts";
import { readCompletionSettings, readNextEdits, readSettings } from "./settings.ts";

/**
 * Looks for settings that can't be used as they stand and says so: each sentence once in the log, and one of them in a
 * notice with a button that leads there.
 * @returns what to call at the start and whenever settings have changed
 */
export function createSettingDoubts(log: vscode.LogOutputChannel): () => Promise<void> {
  const told = new Set<string>();
  return async () => {
    const doubts = currentDoubts().filter(({ sentence }) => !told.has(sentence));
    for (const { sentence } of doubts) {
      told.add(sentence);
      log.warn(sentence);
    }
    const [first, ...others] = doubts;
    if (!first) return;
    const more = others.length > 0 ? ` The log lists ${others.length} more.` : "";
    const open = "Open Settings";
    const picked = await vscode.window.showWarningMessage(`${first.sentence}${more}`, open);
    if (picked === open) await openSetting(first.name);
  };
}

/** Language-specific values count where the file in front is of that language. */
function currentDoubts(): readonly SettingDoubt[] {
  const doubts: SettingDoubt[] = [];
  const add = (doubt: SettingDoubt) => void doubts.push(doubt);
  readSettings(add);
  readCompletionSettings(vscode.window.activeTextEditor?.document, add);
  readNextEdits(vscode.window.activeTextEditor?.document, add);
  return doubts;
}
