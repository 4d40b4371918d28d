import { expect, test } from "vitest";
import { probeOf } from "../../support/ui/probe.ts";

const never = new Promise<never>(() => undefined);

test("a request to the probe that fails is named, and the last ones are listed with their time", async () => {
  const refused = new Error("fetch failed", { cause: new Error("connect ECONNREFUSED") });
  const probe = probeOf(7, (path) => (path === "/learnt" ? never : Promise.reject(refused)));
  void probe.whenLearnt();
  await expect(probe.run("noop")).rejects.toThrow(
    'The probe in the extension host 7 was asked /run {"command":"noop"}: Error: fetch failed (Error: connect ECONNREFUSED)',
  );
  expect(probe.lastRequests()).toEqual([
    expect.stringMatching(/^\/learnt \{\}: no answer for \d+ ms$/),
    expect.stringMatching(/^\/run \{"command":"noop"\}: ended after \d+ ms$/),
  ]);
});
