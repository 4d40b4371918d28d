import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { RequestEvent, TelemetryEvent } from "../../../src/core/statistics/events.ts";
import type { HunchApi } from "../../../src/vscode/extension.ts";
import { ask, until } from "./editing.ts";

const isRequest = (event: TelemetryEvent): event is RequestEvent => event.kind === "request";

/** How a request ended: "offered", or the reason why nothing was offered. */
export type RequestEnd = string | undefined;

/** Returns a function that lists the requests that have ended since this call, oldest first. */
export function watchRequests(api: HunchApi): () => readonly RequestEvent[] {
  // Not by counting: the list of events has a greatest length, and loses the oldest ones.
  const last = api.events().findLast(isRequest)?.request ?? 0;
  return () => api.events().filter((event): event is RequestEvent => isRequest(event) && event.request > last);
}

/**
 * Types, and waits for the end of the request for the text as it is then. Requests for the text in between may end
 * earlier or later, and do not count.
 * @param documentOf the document that is typed in, if it is not that of the active editor
 */
export async function endOfTyping(
  api: HunchApi,
  type: () => Thenable<unknown>,
  documentOf = activeDocument,
): Promise<RequestEnd> {
  const requests = watchRequests(api);
  await type();
  const document = documentOf();
  const isForThisText = ({ request }: RequestEvent) =>
    api.requests().some(({ event, uri, version }) => {
      return event.request === request && uri === document.uri.toString() && version === document.version;
    });
  return endOf(requests, isForThisText);
}

/** Asks for a suggestion by command, and waits for the end of that request. */
export async function endOfAsking(api: HunchApi): Promise<RequestEnd> {
  const requests = watchRequests(api);
  await ask();
  return endOf(requests, ({ trigger }) => trigger === "explicit");
}

/** The end of the first request that is meant. One that was cancelled is followed by another one for the same text. */
async function endOf(
  requests: () => readonly RequestEvent[],
  isMeant: (request: RequestEvent) => boolean,
): Promise<RequestEnd> {
  const find = () => requests().find((each) => each.outcome !== "cancelled" && isMeant(each));
  await until(
    "the request has ended",
    () => find() !== undefined,
    () => JSON.stringify(requests()),
  );
  const end = find();
  return end?.outcome === "offered" ? "offered" : end?.reason;
}

function activeDocument(): vscode.TextDocument {
  return vscode.window.activeTextEditor?.document ?? assert.fail("no editor is open");
}
