import { compileGlobs, type GlobMatcher } from "../../core/context/globs.ts";
import {
  type CompletionSettings,
  type NextEditEagerness,
  parseCompletionSettings,
  parseNextEdits,
} from "./parseSettings.ts";
import type { SettingReader } from "./settingReader.ts";

/** The settings that hold in a document. */
export interface DocumentSettings extends Omit<CompletionSettings, "onlyInCode"> {
  /** Whether `hunch.completion.onlyInCode` names the file. */
  readonly isOnlyInCode: GlobMatcher;
  readonly nextEdits: NextEditEagerness;
}

/** Parses the settings that hold in documents of one language and folder. */
export function parseDocumentSettings(value: SettingReader): DocumentSettings {
  const { onlyInCode, ...others } = parseCompletionSettings(value);
  return { ...others, isOnlyInCode: compileGlobs(onlyInCode), nextEdits: parseNextEdits(value) };
}
