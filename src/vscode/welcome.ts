import * as vscode from "vscode";
import type { Store } from "../app/ports.ts";
import { t } from "./host/t.ts";

/** Whether this user was welcomed. */
const welcomedKey = "hunch.welcomed";

/**
 * Tells a new user once what Hunch does and where to try it. Shows nothing if the user turned off walkthroughs of new
 * extensions, or synced settings turn Hunch off.
 */
export async function welcome(store: Store): Promise<void> {
  if (store.get(welcomedKey) === true) return;
  await store.set(welcomedKey, true);
  const walkthroughs = vscode.workspace.getConfiguration("workbench.welcomePage.walkthroughs");
  if (!walkthroughs.get("openOnInstall", true)) return;
  if (!vscode.workspace.getConfiguration("hunch").get("completion.enabled", true)) return;
  const [sample, walkthrough] = [t("Open Sample"), t("Show Walkthrough")];
  const picked = await vscode.window.showInformationMessage(
    t(
      "Hunch is on. It suggests code as you type, and Tab accepts a suggestion. Nothing leaves this machine unless you connect a model.",
    ),
    sample,
    walkthrough,
  );
  if (picked === sample) await vscode.commands.executeCommand("hunch.openSample");
  if (picked === walkthrough)
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", "hunch.hunch#start");
}
