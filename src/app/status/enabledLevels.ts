/** The values of `hunch.completion.enabled`, as VS Code's `inspect` returns them. */
export interface EnabledLevels {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly defaultLanguageValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

/** Languages of prose, where suggestions are off unless the user turns them on. */
const quietLanguages: ReadonlySet<string> = new Set(["plaintext", "markdown", "log", "scminput"]);

/** Adds Hunch's own default for a language: VS Code's settings editor would show it as a change that nobody made. */
export function withLanguageDefault(levels: EnabledLevels, languageId: string): EnabledLevels {
  return quietLanguages.has(languageId) ? { ...levels, defaultLanguageValue: false } : levels;
}

/** Where a setting turns suggestions off. */
export type OffLevel = "everywhere" | "workspace" | "language";

/** What a command turns on or off. */
export type ToggleScope = OffLevel | "file";

/**
 * The level that decides whether suggestions are on: that of the language, then of the workspace, then of the user, as
 * in VS Code. A value of another type counts as none.
 */
export function decidingLevel(levels: EnabledLevels): OffLevel {
  if (languageValue(levels) !== undefined) return "language";
  return workspaceValue(levels) === undefined ? "everywhere" : "workspace";
}

/** Whether suggestions are on as far as the user set it at a level, or at a weaker one. */
export function isOnAt(scope: OffLevel, levels: EnabledLevels): boolean {
  const everywhere = flag(levels.globalValue) ?? flag(levels.defaultValue) ?? true;
  if (scope === "everywhere") return everywhere;
  const workspace = workspaceValue(levels) ?? everywhere;
  return scope === "workspace" ? workspace : (languageValue(levels) ?? workspace);
}

/**
 * Returns the value to set so that suggestions are on or off at a level: none if that holds without one. A value that stayed
 * behind would go on to decide when a weaker level changes.
 * @param changed the value of `levels` that is to be set
 */
export function valueToSet(
  isOn: boolean,
  scope: OffLevel,
  levels: EnabledLevels,
  changed: keyof EnabledLevels,
): boolean | undefined {
  return isOnAt(scope, { ...levels, [changed]: undefined }) === isOn ? undefined : isOn;
}

function languageValue(levels: EnabledLevels): boolean | undefined {
  return (
    flag(levels.workspaceFolderLanguageValue) ??
    flag(levels.workspaceLanguageValue) ??
    flag(levels.globalLanguageValue) ??
    flag(levels.defaultLanguageValue)
  );
}

function workspaceValue(levels: EnabledLevels): boolean | undefined {
  return flag(levels.workspaceFolderValue) ?? flag(levels.workspaceValue);
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
