import { afterEach, expect, test, vi } from "vitest";
import { gitIn } from "../../../src/git/gitIn.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";
import { makeHeldGit } from "../../support/ui/heldGit.ts";

afterEach(() => vi.unstubAllEnvs());

test.skipIf(process.platform === "win32")(
  "an aborted call reports when its process has ended, not before",
  async () => {
    const held = await makeHeldGit();
    const folder = await makeTemporaryFolder();
    try {
      vi.stubEnv("PATH", held.path);
      await held.hold();
      await using git = gitIn(folder.path);
      const stop = new AbortController();
      const log = git.run(["log"], stop.signal);
      const outcome = expect(log).rejects.toThrow("aborted");
      await expect.poll(() => held.isWaiting(), { timeout: 60_000 }).toBe(true);
      stop.abort();
      await outcome;
      expect(held.isWaiting()).toBe(false);
    } finally {
      await held.release();
      await folder.remove();
      await held.remove();
    }
  },
);
