import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { readShownText } from "./shownText.ts";

/** Tells tests inside the extension host what can be seen in the window, which no extension can know. */
export interface Eye {
  /** Address for the variable HUNCH_TEST_EYE of the extension host. */
  readonly url: string;
  /** Opens the eye on a window. */
  readonly watch: (page: Page) => void;
  readonly close: () => void;
}

/** Starts an eye on 127.0.0.1. */
export async function openEye(): Promise<Eye> {
  let watched: Page | undefined;
  const server = createServer((_request, response) => {
    const shown = watched ? readShownText(watched) : Promise.reject(new Error("There is no window yet."));
    shown.then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch: (page) => {
      watched = page;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether this window can be looked at: a desktop VS Code can't. */
export const hasEye = process.env["HUNCH_TEST_EYE"] !== undefined;

/** What can be seen in the focused editor now, ghost text included; asked from inside the extension host. */
export async function lookAtEditor(): Promise<string> {
  const url = process.env["HUNCH_TEST_EYE"];
  if (!url) throw new Error("HUNCH_TEST_EYE names no address.");
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`The window could not be looked at: ${text}`);
  return text;
}
