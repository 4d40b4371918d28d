import { type SettingName, settingDefaults } from "../../app/settings/settingDefaults.ts";

/** Settings by full name, and those of single languages by language id. */
export interface FlatSettings {
  readonly values: ReadonlyMap<SettingName, unknown>;
  readonly byLanguage: ReadonlyMap<string, ReadonlyMap<SettingName, unknown>>;
  /** Names that are no settings. */
  readonly unknown: readonly string[];
}

/** Settings that only the language server has; see lspOptions.ts. */
const ownNames: readonly string[] = ["hunch.lsp.completionItems"];

/**
 * Reads settings in the forms that clients use: `{"hunch.completion.maxLines": 3}`, `{"hunch": {"completion": …}}`, or
 * what is inside "hunch". A key such as "[python]" holds settings of one language, as in VS Code.
 */
export function flattenSettings(given: unknown): FlatSettings {
  const values = new Map<SettingName, unknown>();
  const byLanguage = new Map<string, Map<SettingName, unknown>>();
  const unknown: string[] = [];

  collect(ownPart(given), "hunch", values);
  return { values, byLanguage, unknown };

  function collect(part: unknown, prefix: string, into: Map<SettingName, unknown>): void {
    if (!isRecord(part)) return;
    for (const [key, value] of Object.entries(part)) {
      const name = nameOf(prefix, key);
      if (/^\[.*\]$/.test(key)) collectLanguages(key, value);
      else if (isSettingName(name)) into.set(name, value);
      else if (ownNames.includes(name)) continue;
      else if (isRecord(value)) collect(value, name, into);
      else unknown.push(name);
    }
  }

  function collectLanguages(key: string, value: unknown): void {
    for (const [, language = ""] of key.matchAll(/\[([^[\]]+)\]/g)) {
      const own = byLanguage.get(language) ?? new Map<SettingName, unknown>();
      byLanguage.set(language, own);
      collect(value, "hunch", own);
    }
  }
}

/** Leaves out the settings of others, where a client sends all that it has. */
function ownPart(given: unknown): unknown {
  if (!isRecord(given)) return undefined;
  const own = Object.entries(given).filter(([key]) => /^hunch(?:\.|$)/.test(key));
  if (own.length === 0) return given;
  const ofLanguages = Object.entries(given).filter(([key]) => key.startsWith("["));
  return Object.fromEntries([...own, ...ofLanguages.map(([key, value]) => [key, ownPart(value)])]);
}

function nameOf(prefix: string, key: string): string {
  return key === "hunch" || key.startsWith("hunch.") ? key : `${prefix}.${key}`;
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingDefaults, name);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
