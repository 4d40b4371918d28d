import * as vscode from "vscode";
import { readableAssistants } from "../../app/otherAssistants/assistantSettings.ts";
import type { FoundCompleter } from "../../app/otherAssistants/completers.ts";
import type { Store } from "../../app/ports.ts";
import { language, t } from "../host/t.ts";

/** Names of completers that the user has been told about. */
const toldKey = "hunch.toldCompleters";

/** Tells the user once about each other extension of this window that completes code, and what to do about it. */
export async function noticeCompleters(
  found: readonly FoundCompleter[],
  { store, log }: { readonly store: Store; readonly log: vscode.LogOutputChannel },
): Promise<void> {
  const kept = store.get(toldKey);
  const told = Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  const news = found.filter(({ name }) => !told.includes(name));
  if (news.length === 0) return;
  const names = news.map(({ name }) => name);
  log.info(`Other completers in this window: ${names.join(", ")}.`);
  await store.set(toldKey, [...told, ...names]);
  await explain(news);
}

async function explain(found: readonly FoundCompleter[]): Promise<void> {
  const names = new Intl.ListFormat(language).format(found.map(({ name }) => name));
  const sentence =
    found.length === 1
      ? t(
          "{0} also suggests code in this window. VS Code shows the ghost text of one extension at a time, so turn one of them off.",
          names,
        )
      : t(
          "{0} also suggest code in this window. VS Code shows the ghost text of one extension at a time, so turn one of them off.",
          names,
        );
  const [extension] = found.flatMap((each) => each.extension ?? []);
  const [theirs, takeOver, ours] = [t("Open Its Settings"), t("Take Over Its Model…"), t("Turn Off Hunch")];
  const isReadable = found.some(({ name }) => readableAssistants.includes(name));
  const buttons = [...(extension === undefined ? [] : [theirs]), ...(isReadable ? [takeOver] : []), ours];
  const picked = await vscode.window.showInformationMessage(sentence, ...buttons);
  if (picked === theirs) await vscode.commands.executeCommand("hunch.openCompleterSettings", `@ext:${extension}`);
  if (picked === takeOver) await vscode.commands.executeCommand("hunch.takeOverModel");
  if (picked === ours) await turnOff();
}

async function turnOff(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("hunch.completion");
  const before = settings.inspect("enabled")?.globalValue;
  await settings.update("enabled", false, vscode.ConfigurationTarget.Global);
  const undo = t("Undo");
  const picked = await vscode.window.showInformationMessage(t("Hunch no longer suggests code in any language."), undo);
  if (picked === undo) await settings.update("enabled", before, vscode.ConfigurationTarget.Global);
}
