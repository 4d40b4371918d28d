import * as vscode from "vscode";
import type { LineFiles } from "../../app/ports.ts";
import { isOnThisMachine, localhostNote } from "../../app/servers/localhostNote.ts";
import { Servers } from "../../app/servers/servers.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { systemClock } from "../../app/systemClock.ts";
import type { ServerUse } from "../../core/server/health/serverHealth.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { chatProtocol } from "../../core/server/protocols/protocols.ts";
import { configuredMirror } from "../../core/server/setup/configuredServers.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { createSecretStore } from "../host/secretStore.ts";
import { t } from "../host/t.ts";
import type { LocalModels, LocalModelsDeps } from "./localModels.ts";
import { showModelWarning } from "./noticeButtons.ts";

export interface ConnectionsDeps {
  readonly context: Pick<vscode.ExtensionContext, "secrets">;
  /** Hunch's own files, which all windows share. */
  readonly lineFiles: LineFiles;
  readonly fetch: Fetch;
  /** Undefined where no model can run inside the editor. */
  readonly createLocalModels: ((deps: LocalModelsDeps) => LocalModels) | undefined;
  readonly settings: SettingsPort;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** The connections to models: those behind servers, and those inside the editor. */
export interface Connections {
  readonly servers: Servers;
  /** Undefined where no model can run inside the editor. */
  readonly local: LocalModels | undefined;
  readonly fetch: Fetch;
  /** Explains the address of a use's server, if it is on the machine of a window that works on another one. */
  readonly addressNote: (use: ServerUse) => string | undefined;
  /** To be called when the configured servers have changed, or may be used from now on. */
  readonly renew: () => void;
}

/** Connects settings, secrets and trust of the editor to the servers, and their health to the log. */
export function createConnections(
  { context, lineFiles, fetch, createLocalModels, settings, log, onError }: ConnectionsDeps,
  own: DisposableStore,
): Connections {
  const { secrets } = context;
  const hub = () => configuredMirror(settings.current());
  const local = createLocalModels && own.add(createLocalModels({ fetch, hub, log }));
  const servers = own.add(
    new Servers({
      settings: () => settings.current(),
      isTrusted: () => vscode.workspace.isTrusted,
      usageFiles: lineFiles,
      secrets: createSecretStore(secrets),
      clock: systemClock,
      fetch,
      ...(local && { local: local.open, embedInEditor: local.embed }),
      t,
      warn: (sentence) => log.warn(sentence),
      onWarning: (warning) => void showModelWarning(warning).then(undefined, onError),
    }),
  );
  const addressNote = (use: ServerUse) => {
    const origin = servers.health.originOf(use);
    return origin !== undefined && isOnThisMachine(origin, chatProtocol)
      ? localhostNote(vscode.env.remoteName, t)
      : undefined;
  };
  own.add(secrets.onDidChange(() => servers.keysChanged()));
  servers.health.onChange(({ use, health }) => {
    // Ask logs its own failures.
    if (use === "completions" && health.kind === "unhealthy")
      log.warn(`The model server failed: ${health.error.message}`);
  });
  const renew = () => {
    servers.reset();
    local?.rest().catch(onError);
  };
  return { servers, local, fetch, addressNote, renew };
}
