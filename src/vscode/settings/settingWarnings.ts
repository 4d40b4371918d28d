import * as vscode from "vscode";
import type { SettingWarning } from "../../app/settings/settingReader.ts";
import { t } from "../host/t.ts";
import { openSetting } from "./openSetting.ts";
import type { WindowSettings } from "./windowSettings.ts";

/**
 * Reports settings that can't be used: each one once in the log, and the first in a notification with a button that
 * opens it.
 * @returns call this at the start and after settings have changed
 */
export function createSettingWarnings(
  settings: Pick<WindowSettings, "check">,
  log: vscode.LogOutputChannel,
): () => Promise<void> {
  const reported = new Set<string>();
  return async () => {
    const warnings: SettingWarning[] = [];
    settings.check((warning) => {
      if (reported.has(warning.sentence)) return;
      reported.add(warning.sentence);
      warnings.push(warning);
    });
    for (const { sentence } of warnings) log.warn(sentence);
    const [first, ...others] = warnings;
    if (!first) return;
    const more = others.length > 0 ? t("See the log for {0} more.", others.length) : undefined;
    const open = t("Open Settings");
    const picked = await vscode.window.showWarningMessage([first.sentence, more].filter(Boolean).join(" "), open);
    if (picked === open) await openSetting(first.name);
  };
}
