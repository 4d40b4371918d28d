import type { Subscribe } from "../ports.ts";
import type { Settings } from "./parseSettings.ts";

/** The first part of a setting's name after "hunch.". */
export type SettingSection =
  | "completion"
  | "context"
  | "model"
  | "ask"
  | "statistics"
  | "teams"
  | "nextEdits"
  | "nextEditKeys";

/** The settings that hold now. They are parsed once, and again when they change. */
export interface SettingsPort {
  /** The settings of the whole window. */
  current(): Settings;
  /** The globs of files to exclude in one open folder, or outside all of them. */
  excludes(folder: string | undefined): readonly string[];
  /** Notifies after settings have changed, with the sections that contain one of them. */
  readonly onDidChange: Subscribe<ReadonlySet<SettingSection>>;
}
