import * as vscode from "vscode";
import type { AskSources } from "../../app/ask/askSources.ts";
import { SharedFinder, type SharedFinderDeps, type SharedPlace } from "../../app/ask/shared/sharedFinder.ts";
import { SharedPasswords } from "../../app/ask/shared/sharedPasswords.ts";
import type { Secrets } from "../../app/ports.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { systemClock } from "../../app/systemClock.ts";
import { SharedIndexError } from "../../core/ask/shared/sharedIndexError.ts";
import { parseStoreAddress, type StoreAddress } from "../../core/ask/shared/storeAddress.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import { openSetting } from "../settings/openSetting.ts";

/** How a shared index is reached, and what it knows the open folders by. */
export interface SharedIndexAccess extends Pick<SharedFinderDeps, "open"> {
  /** The repository of a folder; undefined without one, or without git. */
  readonly placeOf: (folder: vscode.Uri) => Promise<SharedPlace | undefined>;
}

export interface SharedIndexDeps extends SharedIndexAccess, Pick<SharedFinderDeps, "embedder"> {
  readonly settings: Pick<SettingsPort, "current" | "onDidChange">;
  readonly secrets: Secrets;
  /** Is called when a secret has changed, in any window. */
  readonly onDidChangeSecrets: vscode.Event<unknown>;
  readonly log: vscode.LogOutputChannel;
}

/** The index that a team shares, if the user has set its address. */
export interface SharedIndex extends vscode.Disposable {
  readonly finder: SharedFinder;
  /** `Hunch: Set Password of Shared Index…` */
  readonly setPassword: () => Promise<void>;
}

const settingName = "hunch.ask.sharedIndex";

export function createSharedFinder(deps: SharedIndexDeps, { read }: Pick<AskSources, "read">): SharedIndex {
  const own = new DisposableStore();
  const { settings, log } = deps;
  const passwords = new SharedPasswords(deps.secrets);
  const address = () => settings.current().ask.sharedIndex;
  const known = new Map<string, Promise<SharedPlace | undefined>>();
  const places = async (): Promise<readonly SharedPlace[]> => {
    // A repository's own configuration can name programs that git runs.
    if (!vscode.workspace.isTrusted) return [];
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
    const found = folders.map(({ uri }) => {
      const place = known.get(uri.toString()) ?? deps.placeOf(uri);
      known.set(uri.toString(), place);
      return place;
    });
    return (await Promise.all(found)).flatMap((place) => place ?? []);
  };
  const finder = new SharedFinder({
    read,
    address,
    passwordOf: (parsed) => passwords.get(parsed),
    open: deps.open,
    places,
    embedder: deps.embedder,
    clean: (text) => redact(text).text,
    clock: systemClock,
    t,
    log: (sentence) => log.warn(sentence),
  });
  const reset = () => {
    known.clear();
    finder.reset();
  };
  own.add({ dispose: settings.onDidChange((changed) => changed.has("ask") && reset()) });
  own.add(deps.onDidChangeSecrets(reset));
  own.add(vscode.workspace.onDidChangeWorkspaceFolders(reset));
  own.add({ dispose: reset });
  return { finder, setPassword: () => setPassword(passwords, address()), dispose: () => own.dispose() };
}

async function setPassword(passwords: SharedPasswords, text: string): Promise<void> {
  let address: StoreAddress;
  try {
    address = parseStoreAddress(text);
  } catch (error) {
    const open = t("Set Address");
    const sentence =
      text === ""
        ? t("Set the address of the shared index first ({0})", settingName)
        : error instanceof SharedIndexError
          ? error.sentence(t)
          : messageOf(error);
    const choice = await vscode.window.showInformationMessage(sentence, open);
    if (choice === open) await openSetting(settingName);
    return;
  }
  const password = await vscode.window.showInputBox({
    title: t("Password of the shared index"),
    prompt: t("Sent only to {0}. Leave empty to delete it.", address.shown),
    password: true,
    ignoreFocusOut: true,
  });
  if (password !== undefined) await passwords.set(address, password);
}
