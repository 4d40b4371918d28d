import * as vscode from "vscode";
import type { OtherCompleters } from "../../app/journal/otherCompleters.ts";
import { findCompleters } from "../../app/otherAssistants/completers.ts";
import type { Store } from "../../app/ports.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { noticeCompleters } from "./noticeCompleters.ts";

export interface FollowCompletersDeps {
  readonly store: Store;
  readonly otherCompleters: OtherCompleters;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

/** Looks for other completers now and whenever extensions change: records them, and tells the user once about each. */
export async function followCompleters(deps: FollowCompletersDeps, own: DisposableStore): Promise<void> {
  own.add(vscode.extensions.onDidChange(() => lookForCompleters(deps).catch(deps.onError)));
  await lookForCompleters(deps);
}

async function lookForCompleters({ store, otherCompleters, log }: FollowCompletersDeps): Promise<void> {
  const found = await findCompleters({
    appName: vscode.env.appName,
    isEnabled: (id) => vscode.extensions.getExtension(id) !== undefined,
    hasAccount: (provider) => hasAccount(provider, log),
  });
  otherCompleters.found(found.map(({ key }) => key));
  await noticeCompleters(found, { store, log });
}

/** An editor without this authentication provider has no account of it. */
async function hasAccount(provider: string, log: vscode.LogOutputChannel): Promise<boolean> {
  try {
    return (await vscode.authentication.getAccounts(provider)).length > 0;
  } catch (error) {
    log.debug(`Accounts of ${provider} can't be listed: ${messageOf(error)}`);
    return false;
  }
}
