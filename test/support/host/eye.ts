import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { readShownText } from "./shownText.ts";

/** Reports what the window shows to tests in the extension host, where extensions can't see it. */
export interface Eye {
  /** Address for the extension host's variable HUNCH_TEST_EYE. */
  readonly url: string;
  /** Starts to watch a window. */
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

/** Whether the shown text of this window can be read. That of a desktop VS Code can't. */
export const hasEye = process.env["HUNCH_TEST_EYE"] !== undefined;

/** Returns the text that the focused editor shows, including ghost text. Called in the extension host. */
export async function lookAtEditor(): Promise<string> {
  const url = process.env["HUNCH_TEST_EYE"];
  if (!url) throw new Error("HUNCH_TEST_EYE is not set.");
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`The shown text could not be read: ${text}`);
  return text;
}
