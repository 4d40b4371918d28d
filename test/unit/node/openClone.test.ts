import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { gitIn } from "../../../src/git/gitIn.ts";
import { openClone } from "../../../src/node/openClone.ts";
import { writeHistory } from "../../support/gitHistory.ts";

let history: ReturnType<typeof writeHistory> | undefined;
afterEach(() => history?.remove());

function open(root: string) {
  const git = gitIn(root);
  return openClone(root, git, () => undefined).finally(() => git[Symbol.asyncDispose]());
}

test("a clone has the files of its commit that Ask searches, read through the gate", async () => {
  history = writeHistory([
    { files: { "src/fleet.ts": "one\n", "src/grüße 1.md": "# Grüße\n", "dist/out.js": "x\n", "logo.png": "x" } },
    { subject: "Add plans", files: { ".hunchignore": "plans/\n", "plans/next.ts": "y\n", ".env": "TOKEN=abc\n" } },
  ]);
  const { folder, git } = history;
  symlinkSync("/etc/hostname", join(folder, "link.md"));
  git("add", "link.md");
  git("-c", "user.name=me", "-c", "user.email=me@shop.example", "commit", "--quiet", "-m", "Link");
  writeFileSync(join(folder, "untracked.ts"), "z\n");
  const clone = await open(folder);
  expect(clone.paths).toEqual([".env", ".hunchignore", "plans/next.ts", "src/fleet.ts", "src/grüße 1.md"]);
  const texts = await Promise.all(clone.paths.map((path) => clone.read(path)));
  expect(texts).toEqual([undefined, "plans/\n", undefined, "one\n", "# Grüße\n"]);
  expect(clone.commit).toBe(git("rev-parse", "HEAD").trim());
  expect(clone.name).toBe(folder.split("/").at(-1));
});

test("a clone knows what changed since a commit, and on the disk", async () => {
  history = writeHistory([
    { files: { "a.ts": "1\n", "b.ts": "1\n", "c.ts": "1\n" } },
    { files: { "a.ts": "2\n", "b.ts": null, "d.ts": "1\n" } },
  ]);
  const { folder, git } = history;
  git("remote", "add", "origin", "https://someone:token@git.example/team/code.git");
  writeFileSync(join(folder, "c.ts"), "2\n");
  const clone = await open(folder);
  expect(clone.name).toBe("git.example/team/code");
  expect(clone.uncommitted).toEqual(["c.ts"]);
  expect(await clone.changedSince(git("rev-parse", "HEAD~1").trim())).toEqual(["a.ts", "b.ts", "d.ts"]);
  expect(await clone.changedSince("0123456789012345678901234567890123456789")).toBeUndefined();
  const written = join(folder, "written.txt");
  expect(await clone.changedSince(`--output=${written}`)).toBeUndefined();
  expect(existsSync(written)).toBe(false);
  expect((await clone.history()).map(({ subject }) => subject)).toEqual(["Work 1", "Work 0"]);
});
