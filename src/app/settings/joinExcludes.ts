/** The values of a setting, from the weakest level to the strongest; undefined where it isn't set. */
export interface SettingLevels {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/**
 * The globs of all levels: a workspace and a folder add to what the user excludes, and can't take anything away. Only
 * the user replaces the default. A value that is not a list takes nothing away either: it is wrapped in one, so
 * that the reader rejects and reports it.
 */
export function joinExcludes(levels: SettingLevels): readonly unknown[] {
  const { defaultValue, globalValue, workspaceValue, workspaceFolderValue } = levels;
  const user = Array.isArray(globalValue) ? [globalValue] : [defaultValue, globalValue];
  const set = [...user, workspaceValue, workspaceFolderValue].filter((value) => value !== undefined);
  return [...new Set(set.flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [[value]])))];
}
