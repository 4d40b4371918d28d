import * as vscode from "vscode";
import {
  type CompletionSettings,
  type NextEditSettings,
  parseCompletionSettings,
  parseNextEdits,
  parseSettings,
  type Settings,
} from "./parseSettings.ts";
import { createSettingReader, type OnDoubt } from "./settingReader.ts";

/** Reads the window's settings; a value of the wrong type counts as its default, and `onDoubt` hears of it. */
export function readSettings(onDoubt?: OnDoubt): Settings {
  const configuration = vscode.workspace.getConfiguration();
  return parseSettings(createSettingReader((name) => configuration.get(name), onDoubt));
}

/** Reads the settings that hold for one document; without one, those that hold where nothing more special is said. */
export function readCompletionSettings(
  document: vscode.TextDocument | undefined,
  onDoubt?: OnDoubt,
): CompletionSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  return parseCompletionSettings(createSettingReader((name) => configuration.get(name), onDoubt));
}

/** Reads the settings of next edits that hold for a document. */
export function readNextEdits(document: vscode.TextDocument | undefined, onDoubt?: OnDoubt): NextEditSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  return parseNextEdits(createSettingReader((name) => configuration.get(name), onDoubt));
}
