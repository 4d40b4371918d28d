import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { RequestEvent, TelemetryEvent } from "../../../src/core/statistics/events.ts";
import type { HunchApi } from "../../../src/vscode/hunchApi.ts";
import { ask, until } from "./editing.ts";

const isRequest = (event: TelemetryEvent): event is RequestEvent => event.kind === "request";

/** Result of a request: "offered", or the reason why nothing was offered. */
export type RequestEnd = string | undefined;

/** Returns a function that lists the requests that have ended since this call, oldest first. */
export function watchRequests(api: HunchApi): () => readonly RequestEvent[] {
  // Not by counting, because the list of events is limited and drops the oldest ones.
  const last = api.events().findLast(isRequest)?.request ?? 0;
  return () => api.events().filter((event): event is RequestEvent => isRequest(event) && event.request > last);
}

/**
 * Types, and waits for the end of the request for the resulting text. Requests for text in between do not count.
 * @param documentOf returns the document, if it is not that of the active editor
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

/** Triggers a suggestion by command and waits for the end of that request. */
export async function endOfAsking(api: HunchApi): Promise<RequestEnd> {
  const requests = watchRequests(api);
  await ask();
  return endOf(requests, ({ trigger }) => trigger === "explicit");
}

/** Returns the end of the first matching request. A cancelled one is followed by another one for the same text. */
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
