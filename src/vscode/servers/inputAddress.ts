import * as vscode from "vscode";
import { localhostNote } from "../../app/servers/localhostNote.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import type { Protocol } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import { settleScheme } from "../../core/server/setup/settleScheme.ts";
import { ModelError } from "../../core/types/model.ts";
import { t } from "../host/t.ts";

/** Milliseconds for finding out whether a local server speaks HTTP or HTTPS. */
const settleMs = 5_000;

export interface InputAddressOptions {
  readonly title: string;
  /** The protocol by whose rules the address is completed. */
  readonly protocol: Protocol;
  readonly value?: string;
}

/**
 * Asks the user for the address of a server.
 * @returns the address, with the scheme that a local server answers to if the user typed none; undefined on cancel
 */
export async function inputAddress(
  { title, protocol, value = "" }: InputAddressOptions,
  fetch: Fetch,
): Promise<string | undefined> {
  const where = localhostNote(vscode.env.remoteName, t);
  const address = await vscode.window.showInputBox({
    title,
    value,
    prompt: [t("Code around the cursor and snippets of recent files will be sent there."), where]
      .filter(Boolean)
      .join(" "),
    placeHolder: "http://127.0.0.1:8080",
    ignoreFocusOut: true,
    validateInput: (text) => addressProblem(text, protocol),
  });
  if (address === undefined) return undefined;
  return settleScheme({ baseUrl: address.trim(), protocol }, fetch, AbortSignal.timeout(settleMs));
}

function addressProblem(text: string, protocol: Protocol): string | undefined {
  try {
    parseAddress(text, protocol);
    return undefined;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return t("{0}. For example: http://127.0.0.1:8080 or https://models.example.com/v1", t(...error.wording));
  }
}
