import type { Subscribe } from "../../app/ports.ts";
import { type DocumentSettings, parseDocumentSettings } from "../../app/settings/documentSettings.ts";
import { joinExcludes } from "../../app/settings/joinExcludes.ts";
import {
  parseCompletionSettings,
  parseExclude,
  parseSettings,
  type Settings,
} from "../../app/settings/parseSettings.ts";
import { belongsToMachine, type SettingName, settingDefaults } from "../../app/settings/settingDefaults.ts";
import { createSettingReader, type OnSettingWarning } from "../../app/settings/settingReader.ts";
import type { SettingSection, SettingsPort } from "../../app/settings/settingsPort.ts";
import { type FlatSettings, flattenSettings } from "./flattenSettings.ts";

/** Languages of prose, for which Hunch is off until it is turned on, as in VS Code. */
const offByDefault: ReadonlySet<string> = new Set(["plaintext", "markdown", "git-commit", "log"]);
const sections: readonly SettingSection[] = ["completion", "context", "model", "ask", "statistics"];

/** Where settings come from, the strongest first. */
interface Levels {
  readonly folder: FlatSettings | undefined;
  readonly client: FlatSettings;
  /** `initializationOptions`: the only level that may name model servers. */
  readonly initial: FlatSettings;
}

/** The client's settings as typed values: parsed when first read, and again after one of them has changed. */
export class LspSettings implements SettingsPort {
  readonly #initial: FlatSettings;
  /** What {@link replace} got last. */
  #given = JSON.stringify([{}, []]);
  #client: FlatSettings = flattenSettings(undefined);
  #folders: ReadonlyMap<string, FlatSettings> = new Map();
  /** Languages that a command has turned on or off until the server ends. */
  readonly #toggled = new Map<string, boolean>();
  readonly #listeners = new Set<(changed: ReadonlySet<SettingSection>) => void>();
  #window: Settings | undefined;
  readonly #documents = new Map<string, DocumentSettings>();
  readonly #excludes = new Map<string, readonly string[]>();

  /** @param initializationOptions as the client sent them */
  constructor(initializationOptions: unknown) {
    this.#initial = flattenSettings(initializationOptions);
  }

  readonly onDidChange: Subscribe<ReadonlySet<SettingSection>> = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  current(): Settings {
    this.#window ??= parseSettings(this.#readerOf(undefined, undefined));
    return this.#window;
  }

  /** The settings that hold in a document. @param folder the open folder that contains it */
  forDocument(languageId: string, folder: string | undefined): DocumentSettings {
    const key = `${languageId}\n${folder ?? ""}`;
    const known = this.#documents.get(key);
    if (known) return known;
    const parsed = parseDocumentSettings(this.#readerOf(languageId, folder));
    const enabled = this.#toggled.get(languageId) ?? parsed.enabled;
    this.#documents.set(key, { ...parsed, enabled });
    return { ...parsed, enabled };
  }

  excludes(folder: string | undefined): readonly string[] {
    const known = this.#excludes.get(folder ?? "");
    if (known) return known;
    const parsed = parseExclude(this.#readerOf(undefined, folder));
    this.#excludes.set(folder ?? "", parsed);
    return parsed;
  }

  /** Turns a language on or off until the server ends. Returns whether it is on now. */
  toggleLanguage(languageId: string): boolean {
    const isOn = !this.forDocument(languageId, undefined).enabled;
    this.#toggled.set(languageId, isOn);
    this.#reset(["completion"]);
    return isOn;
  }

  /**
   * The client's settings have changed.
   * @param client settings of the whole client
   * @param folders settings that hold in one open folder, as far as they differ
   */
  replace(client: unknown, folders: ReadonlyMap<string, unknown>): void {
    const given = JSON.stringify([client ?? {}, [...folders].filter(([, values]) => values)]);
    if (given === this.#given) return;
    this.#given = given;
    this.#client = flattenSettings(client);
    this.#folders = new Map([...folders].map(([uri, given]) => [uri, flattenSettings(given)]));
    this.#reset(sections);
  }

  /** Calls `onWarning` for each value that can't be used, and `onUnknown` with a sentence for each other name. */
  check(onWarning: OnSettingWarning, onUnknown: (sentence: string) => void): void {
    parseSettings(this.#readerOf(undefined, undefined, onWarning));
    const all = [this.#initial, this.#client, ...this.#folders.values()];
    const languages = new Set(all.flatMap(({ byLanguage }) => [...byLanguage.keys()]));
    for (const folder of [undefined, ...this.#folders.keys()]) {
      parseExclude(this.#readerOf(undefined, folder, onWarning));
      for (const language of [undefined, ...languages])
        parseCompletionSettings(this.#readerOf(language, folder, onWarning));
    }
    for (const name of all.flatMap(({ unknown }) => unknown)) onUnknown(`"${name}" is no setting of Hunch.`);
    for (const { values } of all.slice(1))
      for (const [name, value] of values) if (this.#isRefused(name, value)) onUnknown(refusal(name));
  }

  #isRefused(name: SettingName, value: unknown): boolean {
    if (!belongsToMachine(name)) return false;
    const used = this.#initial.values.get(name) ?? settingDefaults[name];
    return JSON.stringify(value) !== JSON.stringify(used);
  }

  #readerOf(languageId: string | undefined, folder: string | undefined, onWarning?: OnSettingWarning) {
    const levels = { folder: this.#folders.get(folder ?? ""), client: this.#client, initial: this.#initial };
    return createSettingReader((name) => settingValue(name, languageId, levels), onWarning);
  }

  #reset(changed: readonly SettingSection[]): void {
    this.#window = undefined;
    this.#documents.clear();
    this.#excludes.clear();
    for (const listener of [...this.#listeners]) listener(new Set(changed));
  }
}

/** A project's files can be among the client's settings, and must not say where code is sent. */
function refusal(name: SettingName): string {
  return `"${name}" is read from initializationOptions only, so that no project can set it: set it there and restart the server.`;
}

function settingValue(name: SettingName, languageId: string | undefined, { folder, client, initial }: Levels): unknown {
  if (belongsToMachine(name)) return initial.values.get(name) ?? settingDefaults[name];
  if (name === "hunch.context.exclude") {
    return joinExcludes({
      defaultValue: settingDefaults[name],
      globalValue: client.values.get(name) ?? initial.values.get(name),
      workspaceFolderValue: folder?.values.get(name),
    });
  }
  const levels = [folder, client, initial];
  const ofLanguage =
    languageId === undefined ? [] : levels.map((level) => level?.byLanguage.get(languageId)?.get(name));
  const found = [...ofLanguage, ...levels.map((level) => level?.values.get(name))].find((value) => value !== undefined);
  if (found !== undefined) return found;
  if (name === "hunch.completion.enabled" && languageId !== undefined) return !offByDefault.has(languageId);
  return settingDefaults[name];
}
