import * as vscode from "vscode";
import { parseSettings, type Settings } from "../../app/settings/parseSettings.ts";
import { createSettingReader } from "../../app/settings/settingReader.ts";
import { t } from "../host/t.ts";

/** Reads the window's settings once, for a command that the user runs. Everything else gets {@link WindowSettings}. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration();
  return parseSettings(createSettingReader((name) => configuration.get(name), undefined, t));
}
