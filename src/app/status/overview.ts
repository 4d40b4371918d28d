import type { Translate } from "../../core/types/translate.ts";
import type { ToggleScope } from "./enabledLevels.ts";
import type { HunchState } from "./hunchState.ts";

/** A switch for suggestions. */
export interface Toggle {
  readonly scope: ToggleScope;
  readonly isOn: boolean;
  /** Of the file in front, as the editor shows it; "" without one. */
  readonly language: string;
}

/** What the status bar, its hover and the menu show. */
export interface Overview {
  readonly state: HunchState;
  /** A sentence about today's suggestions. */
  readonly today: string;
  /** The model that completes, e.g. "qwen2.5-coder:1.5b at 127.0.0.1:11434"; undefined for the embedded engine alone. */
  readonly model: string | undefined;
  /** The same without its place, e.g. "qwen2.5-coder:1.5b", or its server if the server has only one model. */
  readonly modelName: string | undefined;
  /** Otherwise no model is ever used. */
  readonly isTrusted: boolean;
  /** From the narrowest to the widest. */
  readonly toggles: readonly Toggle[];
}

/** The commands of the status bar's hover and of the menu's first row: the editor runs no others from a hover. */
export const dashboardCommands = [
  "hunch.ask",
  "hunch.chooseModel",
  "hunch.resume",
  "hunch.showInspector",
  "hunch.showStatistics",
  "hunch.snooze",
  "hunch.testConnection",
  "hunch.toggleEverywhere",
  "hunch.toggleFile",
  "hunch.toggleLanguage",
  "hunch.toggleWorkspace",
  "workbench.action.openGlobalKeybindings",
  "workbench.action.openSettings",
  "workbench.trust.manage",
] as const;
export type DashboardCommand = (typeof dashboardCommands)[number];

/** The command of each switch. */
export const toggleCommands = {
  everywhere: "hunch.toggleEverywhere",
  workspace: "hunch.toggleWorkspace",
  language: "hunch.toggleLanguage",
  file: "hunch.toggleFile",
} as const satisfies Readonly<Record<ToggleScope, DashboardCommand>>;

/** Minutes of the snoozes that are offered, besides the one until the restart. */
export const snoozeChoices = [5, 15, 60] as const;

/** What to do about the state, by a command; undefined if nothing needs to be done. */
export function remedyOf({ state, toggles }: Overview, t: Translate): Remedy | undefined {
  switch (state.kind) {
    case "snoozed":
      return { label: t("Resume"), command: "hunch.resume" };
    case "off": {
      const toggle = toggles.find(({ scope, isOn }) => scope === state.by && !isOn);
      return toggle && { label: labelOf(toggle, t), command: toggleCommands[toggle.scope] };
    }
    case "unhealthy":
      return { label: t("Test Connection"), command: "hunch.testConnection" };
    case "restricted":
      return { label: t("Manage Workspace Trust"), command: "workbench.trust.manage" };
    case "on":
    case "onDemand":
      return undefined;
  }
}

/** A command that helps. */
export interface Remedy {
  readonly label: string;
  readonly command: DashboardCommand;
}

/** What running the switch does, e.g. "Turn Off for TypeScript". */
export function labelOf({ scope, isOn, language }: Toggle, t: Translate): string {
  switch (scope) {
    case "file":
      return isOn ? t("Turn Off in This File") : t("Turn On in This File");
    case "language":
      return isOn ? t("Turn Off for {0}", language) : t("Turn On for {0}", language);
    case "workspace":
      return isOn ? t("Turn Off in This Workspace") : t("Turn On in This Workspace");
    case "everywhere":
      return isOn ? t("Turn Off Everywhere") : t("Turn On Everywhere");
  }
}
