import { compileGlobs, type GlobMatcher } from "../../core/context/globs.ts";
import { type CompletionSettings, parseCompletionSettings } from "./parseSettings.ts";
import type { SettingReader } from "./settingReader.ts";

/** The settings that hold in a document. */
export interface DocumentSettings extends Omit<CompletionSettings, "codeOnly"> {
  /** Whether `hunch.completion.codeOnly` names the file. */
  readonly isCodeOnly: GlobMatcher;
}

/** Parses the settings that hold in documents of one language and folder. */
export function parseDocumentSettings(value: SettingReader): DocumentSettings {
  const { codeOnly, ...others } = parseCompletionSettings(value);
  return { ...others, isCodeOnly: compileGlobs(codeOnly) };
}
