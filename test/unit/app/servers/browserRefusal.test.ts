import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type BrowserPage, browserRefusal } from "../../../../src/app/servers/browserRefusal.ts";
import type { Fetch } from "../../../../src/core/server/http/guardFetch.ts";
import { createWebFetch } from "../../../../src/vscode/onWeb/webFetch.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Node's fetch, which refuses what a browser refuses: answers of other origins that do not allow this one. */
const browserFetch: Fetch = async (url, init) => {
  const response = await fetch(url, init);
  if (init?.mode === "no-cors" || response.headers.has("access-control-allow-origin")) return response;
  throw new TypeError("Failed to fetch");
};
const page = (changes: Partial<BrowserPage> = {}): BrowserPage => ({
  origin: "https://vscode.dev",
  fetch: browserFetch,
  isLocalNetworkDenied: () => Promise.resolve(false),
  ...changes,
});

test("a server that refuses web pages is told from one that does not answer", async () => {
  const url = await serve((_, response) => response.end("hello"));
  const refused = await browserRefusal(`${url}/v1/completions`, page());
  expect(refused).toMatchObject({ kind: "crossOrigin", detail: expect.stringContaining("https://vscode.dev") });
  const perWorkspace = await browserRefusal(url, page({ origin: "https://v--0a1b.vscode-cdn.net" }));
  expect(perWorkspace?.detail).toContain("https://*.vscode-cdn.net");
  for (const close of closing.splice(0)) close();
  expect(await browserRefusal("http://127.0.0.1:9/v1", page())).toBeUndefined();
});

test("a server that answers over http is not blocked, whatever the scheme of the page", async () => {
  const fetch: Fetch = () => Promise.resolve(new Response());
  expect(await browserRefusal("http://192.168.1.7:8080/v1", page({ fetch }))).toMatchObject({ kind: "crossOrigin" });
});

test("a server that answers is not blocked, whatever the browser says of permissions", async () => {
  const url = await serve((_, response) => response.end("hello"));
  const isLocalNetworkDenied = () => Promise.resolve(true);
  expect(await browserRefusal(url, page({ isLocalNetworkDenied }))).toMatchObject({ kind: "crossOrigin" });
});

test("the request that finds this out carries no code, key or path", async () => {
  const seen: unknown[] = [];
  const url = await serve(({ method, url: path, headers }, response) => {
    seen.push([method, path, headers.authorization]);
    response.end();
  });
  const init = { method: "POST", body: "secret code", headers: { authorization: "Bearer key", "user-agent": "Hunch" } };
  const failing: Fetch = (address, given) =>
    given?.mode === "no-cors" ? fetch(address, given) : Promise.reject(new TypeError("Failed to fetch"));
  await expect(createWebFetch(page({ fetch: failing }))(`${url}/v1`, init)).rejects.toMatchObject({
    kind: "crossOrigin",
  });
  expect(seen).toEqual([["GET", "/", undefined]]);
});

test("an address that the browser blocks is told from a server that is down", async () => {
  const fetch: Fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  for (const host of ["models.example", "192.168.1.7", "nas.local"])
    expect(await browserRefusal(`http://${host}/v1`, page({ fetch }))).toMatchObject({ kind: "mixedContent" });
  for (const host of ["localhost:11434", "127.0.0.1", "[::1]:8080"])
    expect(await browserRefusal(`http://${host}/v1`, page({ fetch }))).toBeUndefined();
  const isLocalNetworkDenied = () => Promise.resolve(true);
  for (const host of ["localhost:11434", "192.168.1.7"])
    expect(await browserRefusal(`http://${host}/v1`, page({ fetch, isLocalNetworkDenied }))).toMatchObject({
      kind: "localNetwork",
    });
  // From a page that did not come over https, http is no reason.
  expect(await browserRefusal("http://models.example", page({ fetch, origin: "http://host" }))).toBeUndefined();
});

test("what succeeds, is cancelled or fails inside Hunch passes unchanged, without Hunch's name in the headers", async () => {
  const seen: (string | null)[] = [];
  const through: Fetch = (_, init) => {
    seen.push(new Headers(init?.headers).get("user-agent"));
    return Promise.resolve(new Response("ok"));
  };
  const headers = { "user-agent": "Hunch" };
  expect(await (await createWebFetch(page({ fetch: through }))("http://x", { headers })).text()).toBe("ok");
  expect(seen).toEqual([null]);
  const aborted: Fetch = () => Promise.reject(new DOMException("aborted", "AbortError"));
  await expect(createWebFetch(page({ fetch: aborted }))("http://x")).rejects.toMatchObject({ name: "AbortError" });
});
