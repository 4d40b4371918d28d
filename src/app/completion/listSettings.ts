import type { Translate } from "../../core/types/translate.ts";

/** A setting of VS Code that makes ghost text come before its list of completions, as a row to choose. */
export interface ListSetting {
  readonly label: string;
  /** Names the setting and says what it does. */
  readonly detail: string;
  readonly setting: string;
  readonly value: unknown;
  /** Set it only for the language in front. */
  readonly isForLanguage: boolean;
}

export interface ListFacts {
  /** Name of the language in front; undefined without a file. */
  readonly language: string | undefined;
  /** Returns the value of a setting for it. */
  readonly current: (setting: string) => unknown;
  /** VS Code's default of `editor.quickSuggestions`. */
  readonly defaultQuickSuggestions: unknown;
}

/** The values that a setting has, as VS Code's `inspect` returns them. */
export interface SettingLevels {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly defaultLanguageValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
}

/** Where a setting is changed. */
export interface SettingPlace {
  readonly isForLanguage: boolean;
  readonly isForWorkspace: boolean;
  /** The value that is set there; undefined for none. */
  readonly value: unknown;
}

/**
 * Returns the weakest place where a change takes effect: a value for the language is stronger than one for all, and among
 * those of a kind, a value of the workspace is stronger than one of the user.
 * @param isForLanguage the change is for the language in front only
 */
export function placeToChange(levels: SettingLevels, isForLanguage: boolean): SettingPlace {
  const { globalValue, workspaceValue, defaultLanguageValue, globalLanguageValue, workspaceLanguageValue } = levels;
  const ofLanguage = [defaultLanguageValue, globalLanguageValue, workspaceLanguageValue];
  if (isForLanguage || ofLanguage.some((value) => value !== undefined)) {
    const isForWorkspace = workspaceLanguageValue !== undefined;
    return { isForLanguage: true, isForWorkspace, value: workspaceLanguageValue ?? globalLanguageValue };
  }
  return { isForLanguage, isForWorkspace: workspaceValue !== undefined, value: workspaceValue ?? globalValue };
}

const waiting = "offWhenInlineCompletions";

/** Whether a value of `editor.quickSuggestions` lets the list wait for ghost text, and open only if there is none. */
export function waitsForGhostText(quickSuggestions: unknown): boolean {
  return JSON.stringify(quickSuggestions)?.includes(`"${waiting}"`) ?? false;
}

/** Returns the settings that make ghost text come first and are not in use, the mildest first. */
export function listSettings({ language, ...facts }: ListFacts, t: Translate): readonly ListSetting[] {
  const isForLanguage = language !== undefined;
  const withoutList: ListSetting = {
    label: isForLanguage ? t("Never open it by itself in {0}", language) : t("Never open it by itself"),
    detail: t("Sets editor.quickSuggestions. The list opens with Ctrl+Space only."),
    setting: "editor.quickSuggestions",
    value: { other: "off", comments: "off", strings: "off" },
    isForLanguage,
  };
  const withoutChoice: ListSetting = {
    label: t("Open it without a chosen item"),
    detail: t("Sets editor.suggest.selectionMode. Tab then accepts the ghost text; arrow keys choose an item."),
    setting: "editor.suggest.selectionMode",
    value: "whenTriggerCharacter",
    isForLanguage: false,
  };
  const isInUse = ({ setting, value }: ListSetting) => JSON.stringify(facts.current(setting)) === JSON.stringify(value);
  return [...waitingFor(facts, t), withoutChoice, withoutList].filter((each) => !isInUse(each));
}

/** A VS Code whose list can't wait can only leave it closed where ghost text is there before it. */
function waitingFor(
  { current, defaultQuickSuggestions }: Omit<ListFacts, "language">,
  t: Translate,
): readonly ListSetting[] {
  if (waitsForGhostText(current("editor.quickSuggestions"))) return [];
  if (!waitsForGhostText(defaultQuickSuggestions)) {
    return [
      {
        label: t("Keep it closed while ghost text is visible"),
        detail: t("Sets editor.inlineSuggest.suppressSuggestions. Ctrl+Space still opens the list."),
        setting: "editor.inlineSuggest.suppressSuggestions",
        value: true,
        isForLanguage: false,
      },
    ];
  }
  return [
    {
      label: t("Open it only when there is no ghost text"),
      detail: t("Sets editor.quickSuggestions to VS Code's default. Ctrl+Space still opens the list."),
      setting: "editor.quickSuggestions",
      value: { other: waiting, comments: "off", strings: "off" },
      isForLanguage: false,
    },
  ];
}
