import type * as vscode from "vscode";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import type { Fetch } from "../../core/server/client/guardFetch.ts";
import type { ModelError } from "../../core/types/model.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import type { Activities } from "../journal/activities.ts";
import { LocalModels } from "./localModels.ts";
import { tellDoubt } from "./modelNotices.ts";
import { Servers } from "./serverFactory.ts";

export interface ConnectionsDeps {
  readonly context: Pick<vscode.ExtensionContext, "extensionUri" | "globalState" | "globalStorageUri" | "secrets">;
  readonly settings: SettingsPort;
  readonly activities: Activities;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** The ways to models: servers, and those that run inside the editor. */
export interface Connections {
  readonly servers: Servers;
  readonly local: LocalModels;
  readonly fetch: Fetch;
  /** Says once what is wrong with the configured server. */
  readonly onModelError: (error: ModelError) => void;
  /** To be called when what is configured has changed, or may be used from now on. */
  readonly renew: () => void;
}

/** Builds clients only when they are first used: who configures no server pays for none. */
export function createConnections(
  { context, settings, activities, log, onError }: ConnectionsDeps,
  own: DisposableStore,
): Connections {
  const { extensionUri, globalState: memento, globalStorageUri, secrets } = context;
  let lastTrouble = "";
  const onModelError = (error: ModelError) => {
    // While a server is down every key stroke fails alike: said once.
    if (error.message !== lastTrouble) log.warn(`The model server failed: ${error.message}`);
    lastTrouble = error.message;
    activities.trouble(error);
  };
  // Read at each call: the editor exchanges the global fetch for one that knows its proxies and certificates.
  const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
  const model = () => settings.current().model;
  const hub = () => (model().protocol === "transformers" ? model().baseUrl : "");
  const local = own.add(new LocalModels({ extensionUri, globalStorageUri, memento, fetch, hub, log }));
  const servers = own.add(
    new Servers({
      settings: () => settings.current(),
      secrets,
      memento,
      log,
      fetch,
      local: local.open,
      maxRequestsPerDay: () => model().maxRequestsPerDay,
      delay: () => model().delay,
      onProblem: onModelError,
      onAnswered: () => {
        lastTrouble = "";
        activities.healed();
      },
      onDoubt: (sentence, doubt) => void tellDoubt(sentence, doubt),
    }),
  );
  const renew = () => {
    lastTrouble = "";
    servers.reset();
    local.rest().catch(onError);
    activities.reset();
  };
  return { servers, local, fetch, onModelError, renew };
}
