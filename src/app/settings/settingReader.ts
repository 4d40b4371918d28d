import { globWarning } from "../../core/context/globs.ts";
import { english, type Translate } from "../../core/types/translate.ts";
import { type SettingName, settingDefaults } from "./settingDefaults.ts";

/** A setting whose value can't be used as it is. */
export interface SettingWarning {
  readonly name: SettingName;
  /** Says what is wrong, what is expected, and which value is used until then. */
  readonly sentence: string;
}

export type OnSettingWarning = (warning: SettingWarning) => void;

/** Reads settings as values of known types, see {@link createSettingReader}. */
export type SettingReader = ReturnType<typeof createSettingReader>;

interface Expected<T> {
  /** Describes valid values, in English: see {@link translatable}. */
  readonly wanted: string;
  /** Stands in for a value of another form. */
  readonly otherwise: T;
}

/** A longer glob is a mistake, and could take seconds to match against a file. */
const maxGlobLength = 1_000;

/**
 * Creates a reader that returns only valid values: an invalid one counts as its default. Of a list, the valid entries
 * count.
 * @param get the value as the user wrote it, or its default
 * @param onWarning called for each value that was replaced
 */
export function createSettingReader(
  get: (name: SettingName) => unknown,
  onWarning: OnSettingWarning = () => undefined,
  t: Translate = english,
) {
  const warn = (name: SettingName, expected: string, used: unknown) => {
    const sentence = t(
      '"{0}" is {1}: set it to {2}. Until then Hunch uses {3}.',
      name,
      shorten(get(name)),
      expected,
      shorten(used),
    );
    onWarning({ name, sentence });
  };
  return {
    flag: (name: SettingName): boolean => {
      const value = get(name);
      if (typeof value === "boolean") return value;
      const used = settingDefaults[name] === true;
      warn(name, t("true or false"), used);
      return used;
    },
    text: (name: SettingName): string => {
      const value = get(name);
      if (typeof value === "string") return value.trim();
      const used = String(settingDefaults[name]);
      warn(name, t("a text in quotes"), used);
      return used;
    },
    /** Globs that can't match are returned too: they do no harm. */
    globs: (name: SettingName): readonly string[] => {
      const value = get(name);
      const globs = Array.isArray(value) ? value.filter(isGlob) : [];
      if (!Array.isArray(value) || globs.length < value.length) warn(name, t("a list of globs in quotes"), globs);
      for (const glob of globs) {
        const why = globWarning(glob);
        if (why) onWarning({ name, sentence: t('{0} in "{1}" matches no file: {2}.', shorten(glob), name, t(why)) });
      }
      return globs;
    },
    /** @param parse returns undefined for a value of another form */
    parsed: <T>(name: SettingName, parse: (value: unknown) => T | undefined, { wanted, otherwise }: Expected<T>): T => {
      const parsed = parse(get(name));
      if (parsed !== undefined) return parsed;
      warn(name, t(wanted), settingDefaults[name]);
      return otherwise;
    },
    /** @returns an integer from `min` to `max`, both included */
    number: (name: SettingName, min: number, max: number): number => {
      const value = get(name);
      if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value);
      const used = Number(settingDefaults[name]);
      warn(name, t("a whole number from {0} to {1}", min, max), used);
      return used;
    },
    choice: <T extends string>(name: SettingName, choices: readonly [T, ...T[]]): T => {
      const value = get(name);
      const chosen = choices.find((each) => each === value);
      if (chosen !== undefined) return chosen;
      const used = choices.find((each) => each === settingDefaults[name]) ?? choices[0];
      warn(name, t("one of {0}", choices.map((each) => `"${each}"`).join(", ")), used);
      return used;
    },
  };
}

function isGlob(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= maxGlobLength;
}

/** A value as in settings.json, cut where it gets long. */
function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
