import { expect, test } from "vitest";
import { ServerKeys } from "../../../../src/app/servers/serverKeys.ts";
import { MemorySecrets } from "../../../support/fakePorts.ts";

const here = "http://127.0.0.1:8080";

test("a key belongs to one origin", async () => {
  const keys = new ServerKeys(new MemorySecrets());
  await keys.set(here, "k-1");
  expect(await keys.get(here)).toBe("k-1");
  expect(await keys.get("http://127.0.0.1:8081")).toBeUndefined();
  expect(await keys.get("https://127.0.0.1:8080")).toBeUndefined();
});

test("white space around a pasted key is dropped, and an empty key removes it", async () => {
  const secrets = new MemorySecrets();
  const keys = new ServerKeys(secrets);
  await keys.set(here, " k-1\n");
  expect(await keys.get(here)).toBe("k-1");
  await keys.set(here, "  ");
  expect(await keys.get(here)).toBeUndefined();
  expect(secrets.kept.size).toBe(0);
});

test("a key is read once, also by requests at the same time, and again after a change elsewhere", async () => {
  const secrets = new MemorySecrets();
  const keys = new ServerKeys(secrets);
  await Promise.all([keys.get(here), keys.get(here)]);
  expect(secrets.reads).toBe(1);
  secrets.kept.set(`hunch.apiKey:${here}`, "k-2");
  expect(await keys.get(here)).toBeUndefined();
  keys.forgetRead();
  expect(await keys.get(here)).toBe("k-2");
});
