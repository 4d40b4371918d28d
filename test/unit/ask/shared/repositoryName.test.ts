import { expect, test } from "vitest";
import { repositoryName } from "../../../../src/core/ask/shared/repositoryName.ts";

test.each([
  ["git@github.com:owner/name.git", "github.com/owner/name"],
  ["https://github.com/owner/name", "github.com/owner/name"],
  ["https://someone:token@GitHub.com/owner/name.git/", "github.com/owner/name"],
  ["ssh://git@git.example:2222/group/sub/name.git", "git.example/group/sub/name"],
  ["build-server:code/name", "build-server/code/name"],
])("%s is %s in every clone", (remote, name) => {
  expect(repositoryName(remote)).toBe(name);
});

test.each(["", "/srv/git/name.git", "../name", "C:\\code\\name", "file:///srv/name.git"])(
  "%j has no name",
  (remote) => {
    expect(repositoryName(remote)).toBeUndefined();
  },
);
