import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createProbeServer } from "../../support/ui/probeServer.ts";

test("a handler that throws at once or later is answered, and so is one that returns nothing", async () => {
  const fail = (text: string) => {
    throw new Error(text);
  };
  const server = createProbeServer({
    "/editor": () => undefined,
    "/select": (parameters) => fail(`No editor is active for line ${parameters.get("line")}.`),
    "/open": async () => fail("No folder is open."),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return [response.status, await response.text()];
  };
  try {
    expect(await ask("/editor")).toEqual([200, "null"]);
    expect(await ask("/open")).toEqual([500, "Error: No folder is open."]);
    expect(await ask("/select?line=3")).toEqual([500, "Error: No editor is active for line 3."]);
  } finally {
    server.close();
  }
});
