import * as vscode from "vscode";
import { type Silence, untilRestart } from "../../app/completion/silence.ts";
import { snoozeChoices } from "../../app/status/overview.ts";
import { t } from "../host/t.ts";

interface SnoozeItem extends vscode.QuickPickItem {
  readonly minutes: number;
}

/**
 * Snoozes suggestions and says so, with a button that resumes them.
 * @param wanted minutes, 0 to resume, or "untilRestart"; anything else asks for the time
 */
export async function snooze(silence: Silence, wanted: unknown, onError: (error: unknown) => void): Promise<void> {
  const minutes = minutesOf(wanted) ?? (await pickMinutes());
  if (minutes === undefined) return;
  silence.snooze(minutes);
  if (minutes > 0) offerResume(silence, minutes).catch(onError);
}

function minutesOf(wanted: unknown): number | undefined {
  if (wanted === "untilRestart") return untilRestart;
  return typeof wanted === "number" && wanted >= 0 ? wanted : undefined;
}

async function pickMinutes(): Promise<number | undefined> {
  const items: readonly SnoozeItem[] = [...snoozeChoices, untilRestart].map((minutes) => ({
    label: labelOf(minutes),
    minutes,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t("Hunch: Snooze Suggestions"),
    placeHolder: t("Select for how long"),
  });
  return picked?.minutes;
}

async function offerResume(silence: Silence, minutes: number): Promise<void> {
  const label = t("Resume");
  const picked = await vscode.window.showInformationMessage(sentenceOf(minutes), label);
  if (picked === label) silence.snooze(0);
}

function sentenceOf(minutes: number): string {
  if (minutes === untilRestart) return t("Suggestions are snoozed until the window restarts.");
  return minutes === 1
    ? t("Suggestions are snoozed for 1 minute.")
    : t("Suggestions are snoozed for {0} minutes.", minutes);
}

function labelOf(minutes: number): string {
  if (minutes === untilRestart) return t("Until Restart");
  return minutes === 1 ? t("1 Minute") : t("{0} Minutes", minutes);
}
