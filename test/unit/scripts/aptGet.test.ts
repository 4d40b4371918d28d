import { describe, expect, it } from "vitest";
import { AptGet } from "../../../scripts/debian/aptGet.ts";

const locked = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 2218 (apt-get)";

describe("AptGet", () => {
  it("runs one apt-get at a time, and fetches the list once", async () => {
    const { apt, calls } = fakeApt(() => "");
    await Promise.all([apt.install("chromium"), apt.install("mmdebstrap", "gpg")]);
    expect(calls).toEqual(["update", "install chromium", "install mmdebstrap gpg"]);
  });

  it("waits while another process holds the lock", async () => {
    let left = 3;
    const { apt, calls } = fakeApt(() => (left-- > 0 ? locked : ""));
    await apt.install("chromium");
    expect(calls).toEqual(["update", "update", "update", "update", "install chromium"]);
  });

  it("gives up some time, with apt-get's own words", async () => {
    await expect(fakeApt(() => locked).apt.install("chromium")).rejects.toThrow(locked);
  });

  it("reports what can't be installed, and installs what comes next", async () => {
    const { apt, calls } = fakeApt((call) => (call.includes("nothing") ? "E: Unable to locate package nothing" : ""));
    const [missing, present] = await Promise.allSettled([apt.install("nothing"), apt.install("chromium")]);
    expect(missing).toMatchObject({ status: "rejected", reason: { message: /Unable to locate package/ } });
    expect(present.status).toBe("fulfilled");
    expect(calls).toEqual(["update", "install nothing", "install chromium"]);
  });
});

/** An apt-get that fails with what `errorOf` returns, and fails whatever comes while it runs. */
function fakeApt(errorOf: (call: string) => string) {
  const calls: string[] = [];
  let isRunning = false;
  const apt = new AptGet(
    async (parameters) => {
      const call = parameters.filter((each) => /^[a-z]+$/.test(each)).join(" ");
      calls.push(call);
      if (isRunning) return { code: 100, output: "two at once", stdout: "", ms: 0 };
      isRunning = true;
      await Promise.resolve();
      isRunning = false;
      const output = errorOf(call);
      return { code: output === "" ? 0 : 100, output, stdout: "", ms: 0 };
    },
    () => Promise.resolve(),
  );
  return { apt, calls };
}
