import { type SettingName, settingDefaults } from "./settingDefaults.ts";

/** A setting that can't be used as it stands. */
export interface SettingDoubt {
  readonly name: SettingName;
  /** Says what is wrong, what belongs there, and what holds until then. */
  readonly sentence: string;
}

export type OnDoubt = (doubt: SettingDoubt) => void;

/** Reads settings as what they are meant to be, see {@link createSettingReader}. */
export type SettingReader = ReturnType<typeof createSettingReader>;

interface Expected<T> {
  /** Says what belongs there. */
  readonly wanted: string;
  /** What a value of another form counts as. */
  readonly otherwise: T;
}

/** A glob longer than this is a mistake, and could cost seconds at every file. */
const longestGlob = 1_000;

/**
 * Reads settings as what they are meant to be. A value of another type counts as the default, a number beyond its range
 * as the nearest one within; whoever wants to know hears of it.
 * @param get a setting's value as the user wrote it, defaults filled in
 */
export function createSettingReader(get: (name: SettingName) => unknown, onDoubt: OnDoubt = () => undefined) {
  const doubt = (name: SettingName, belongs: string, used: unknown) => {
    const sentence = `"${name}" is ${shorten(get(name))}: set it to ${belongs}. Until then Hunch uses ${shorten(used)}.`;
    onDoubt({ name, sentence });
  };
  return {
    flag: (name: SettingName): boolean => {
      const value = get(name);
      if (typeof value === "boolean") return value;
      const used = settingDefaults[name] === true;
      doubt(name, "true or false", used);
      return used;
    },
    text: (name: SettingName): string => {
      const value = get(name);
      if (typeof value === "string") return value.trim();
      const used = String(settingDefaults[name]);
      doubt(name, "a text in quotes", used);
      return used;
    },
    texts: (name: SettingName): readonly string[] => {
      const value = get(name);
      const globs = Array.isArray(value) ? value.filter(isGlob) : [];
      if (!Array.isArray(value) || globs.length < value.length) doubt(name, "a list of globs in quotes", globs);
      return globs;
    },
    /** @returns a whole number within the bounds, both included */
    number: (name: SettingName, least: number, most: number): number => {
      const value = get(name);
      const wanted = typeof value === "number" && Number.isFinite(value) ? value : Number(settingDefaults[name]);
      const used = Math.min(most, Math.max(least, Math.round(wanted)));
      if (used !== value) doubt(name, `a whole number from ${least} to ${most}`, used);
      return used;
    },
    /** @param parse returns undefined for a value of another form */
    parsed: <T>(name: SettingName, parse: (value: unknown) => T | undefined, { wanted, otherwise }: Expected<T>): T => {
      const parsed = parse(get(name));
      if (parsed !== undefined) return parsed;
      doubt(name, wanted, settingDefaults[name]);
      return otherwise;
    },
    choice: <T extends string>(name: SettingName, choices: readonly [T, ...T[]]): T => {
      const value = get(name);
      const chosen = choices.find((each) => each === value);
      if (chosen !== undefined) return chosen;
      const used = choices.find((each) => each === settingDefaults[name]) ?? choices[0];
      doubt(name, `one of ${choices.map((each) => `"${each}"`).join(", ")}`, used);
      return used;
    },
  };
}

function isGlob(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= longestGlob;
}

/** A value as it stands in settings.json, cut where it gets long. */
function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
