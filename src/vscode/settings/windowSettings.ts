import * as vscode from "vscode";
import type { Subscribe } from "../../app/ports.ts";
import { type DocumentSettings, parseDocumentSettings } from "../../app/settings/documentSettings.ts";
import { joinExcludes } from "../../app/settings/joinExcludes.ts";
import { parseExclude, parseSettings, type Settings } from "../../app/settings/parseSettings.ts";
import type { SettingName } from "../../app/settings/settingDefaults.ts";
import { createSettingReader, type OnSettingWarning } from "../../app/settings/settingReader.ts";
import type { SettingSection, SettingsPort } from "../../app/settings/settingsPort.ts";
import { isOnAt } from "../../app/status/enabledLevels.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import { enabledLevels } from "./enabledLevels.ts";

const sections: readonly SettingSection[] = [
  "completion",
  "context",
  "model",
  "ask",
  "statistics",
  "teams",
  "nextEdits",
  "nextEditKeys",
];

/** VS Code's settings as typed values: parsed when first read, and again after one of them has changed. */
export class WindowSettings implements SettingsPort, vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new vscode.EventEmitter<ReadonlySet<SettingSection>>());
  #window: Settings | undefined;
  readonly #completion = new Map<string, DocumentSettings>();
  readonly #excludes = new Map<string, readonly string[]>();

  constructor() {
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const changed = sections.filter((section) => event.affectsConfiguration(`hunch.${section}`));
        if (changed.length > 0) this.#reset(new Set(changed));
      }),
    );
    this.#own.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#reset(new Set(["completion", "context"]))));
  }

  readonly onDidChange: Subscribe<ReadonlySet<SettingSection>> = (listener) => {
    const subscription = this.#changed.event(listener);
    return () => void subscription.dispose();
  };

  current(): Settings {
    this.#window ??= parseSettings(readerOf(undefined));
    return this.#window;
  }

  /** The settings that hold in a document, by its language and folder. */
  forDocument(document: vscode.TextDocument): DocumentSettings {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
    const key = `${document.languageId}\n${folder?.toString() ?? ""}`;
    const known = this.#completion.get(key);
    if (known) return known;
    const reader = readerOf(document);
    const set = parseDocumentSettings(reader);
    const parsed = { ...set, enabled: set.enabled && isOnAt("language", enabledLevels(document)) };
    this.#completion.set(key, parsed);
    return parsed;
  }

  excludes(folder: string | undefined): readonly string[] {
    const known = this.#excludes.get(folder ?? "");
    if (known) return known;
    const parsed = parseExclude(readerOf(folder === undefined ? undefined : vscode.Uri.parse(folder, true)));
    this.#excludes.set(folder ?? "", parsed);
    return parsed;
  }

  /** Calls `onWarning` for each value that can't be used: of the window, the active document and the open folders. */
  check(onWarning: OnSettingWarning): void {
    parseSettings(readerOf(undefined, onWarning));
    const reader = readerOf(vscode.window.activeTextEditor?.document, onWarning);
    parseDocumentSettings(reader);
    const folders = vscode.workspace.workspaceFolders ?? [];
    for (const scope of [undefined, ...folders.map(({ uri }) => uri)]) parseExclude(readerOf(scope, onWarning));
  }

  dispose(): void {
    this.#own.dispose();
  }

  #reset(changed: ReadonlySet<SettingSection>): void {
    this.#window = undefined;
    this.#completion.clear();
    this.#excludes.clear();
    this.#changed.fire(changed);
  }
}

function readerOf(scope: vscode.ConfigurationScope | undefined, onWarning?: OnSettingWarning) {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const get = (name: SettingName) =>
    name === "hunch.context.exclude" ? joinExcludes(configuration.inspect(name) ?? {}) : configuration.get(name);
  return createSettingReader(get, onWarning, t);
}
