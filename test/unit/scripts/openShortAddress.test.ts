import { expect, onTestFinished, test } from "vitest";
import { openShortAddress } from "../../../scripts/codeServer/openShortAddress.ts";

const target = "http://127.0.0.1:1/?tkn=secret&folder=%2Fsamples";

test("a short address leads to the long one, and no other path does", async () => {
  const { url, close } = await openShortAddress(target);
  onTestFinished(close);
  expect(url.length).toBeLessThan(45);
  const answer = await fetch(url, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, target]);
  for (const path of ["/", "/0000000000000000", `${new URL(url).pathname}/`]) {
    const other = await fetch(new URL(path, url), { redirect: "manual" });
    expect([other.status, other.headers.get("location")], path).toEqual([404, null]);
  }
});

test("each short address has a path of its own", async () => {
  const [one, other] = [await openShortAddress(target), await openShortAddress(target)];
  onTestFinished(one.close);
  onTestFinished(other.close);
  expect(new URL(one.url).pathname).not.toBe(new URL(other.url).pathname);
});
