/** The values of a setting, from the weakest level to the strongest; undefined where it isn't set. */
export interface SettingLevels {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/**
 * The globs of all levels: a workspace and a folder add to what the user excludes, and can't take anything away. Only
 * the user replaces the default.
 * @returns a list, or the first value that is not a list
 */
export function joinExcludes(levels: SettingLevels): unknown {
  const user = levels.globalValue ?? levels.defaultValue;
  const set = [user, levels.workspaceValue, levels.workspaceFolderValue].filter((value) => value !== undefined);
  return set.every(Array.isArray) ? [...new Set(set.flat())] : set.find((value) => !Array.isArray(value));
}
