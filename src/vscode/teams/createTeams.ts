import * as vscode from "vscode";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { type OpenExporter, type ReceiverOptions, TeamExport } from "../../app/teams/teamExport.ts";
import { TeamSecrets } from "../../app/teams/teamSecrets.ts";
import type { TelemetryEvent } from "../../core/statistics/events.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { createSecretStore } from "../host/secretStore.ts";
import { t } from "../host/t.ts";
import { openSetting } from "../settings/openSetting.ts";

export interface TeamParts {
  readonly context: Pick<vscode.ExtensionContext, "secrets" | "extension">;
  readonly settings: Pick<SettingsPort, "current" | "onDidChange">;
  readonly log: vscode.LogOutputChannel;
  /** Loads the SDK and opens an exporter; undefined where metrics can't be sent. */
  readonly openExporter: OpenTeamExporter | undefined;
}

/** Opens an exporter of this window's metrics. */
export type OpenTeamExporter = (
  options: ReceiverOptions & {
    readonly version: string;
    /** Random; tells windows apart, whose counters each begin at zero. */
    readonly instance: string;
    readonly everyMs: number;
    /** Whether metrics may be sent now; what is refused is dropped. */
    readonly mayExport: () => boolean;
  },
) => Promise<OpenExporter>;

/** Metrics for a team, if the user has configured a receiver. */
export interface Teams {
  /** Counts an event of this window. */
  readonly add: (event: TelemetryEvent) => void;
  /** `Hunch: Set Secret for Team Metrics…` */
  readonly setSecret: () => Promise<void>;
  /** Sends the rest. */
  readonly close: () => Promise<void>;
}

const everyMs = 60_000;

export function createTeams({ context, settings, log, openExporter }: TeamParts, own: DisposableStore): Teams {
  if (!openExporter) return noTeams(settings, log);
  const secrets = new TeamSecrets(createSecretStore(context.secrets));
  const version = String(context.extension.packageJSON.version);
  const instance = crypto.randomUUID();
  const isTelemetryOn = () => vscode.env.isTelemetryEnabled;
  const teams = new TeamExport({
    settings: () => settings.current().teams,
    isTelemetryOn,
    secretOf: (endpoint) => secrets.get(endpoint),
    open: (options) => openExporter({ ...options, version, instance, everyMs, mayExport: isTelemetryOn }),
    log: (sentence) => log.warn(sentence),
  });
  const renew = () => void teams.renew();
  own.add({ dispose: settings.onDidChange((changed) => changed.has("teams") && renew()) });
  own.add(vscode.env.onDidChangeTelemetryEnabled(renew));
  own.add(context.secrets.onDidChange(renew));
  renew();
  return {
    add: (event) => teams.add(event),
    setSecret: () => setSecret(secrets, settings.current().teams.endpoint),
    close: () => teams.close(),
  };
}

/** Where metrics can't be sent. */
function noTeams(settings: TeamParts["settings"], log: vscode.LogOutputChannel): Teams {
  if (settings.current().teams.endpoint !== "") log.warn("Team metrics are not sent from a window in a browser.");
  return { add: () => undefined, setSecret: () => Promise.resolve(), close: () => Promise.resolve() };
}

async function setSecret(secrets: TeamSecrets, endpoint: string): Promise<void> {
  if (!URL.canParse(endpoint)) {
    const open = t("Set Endpoint");
    const choice = await vscode.window.showInformationMessage(
      t("Set the address of your team's receiver first (hunch.teams.endpoint)"),
      open,
    );
    if (choice === open) await openSetting("hunch.teams.endpoint");
    return;
  }
  const { origin } = new URL(endpoint);
  const secret = await vscode.window.showInputBox({
    title: t("Secret for team metrics"),
    prompt: t(
      'Sent only to {0}, as a bearer token or, with a scheme such as "Basic …", as it is. Leave empty to delete it.',
      origin,
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (secret !== undefined) await secrets.set(endpoint, secret.trim());
}
