import { expect, test } from "vitest";
import { completers, findCompleters } from "../../../../src/app/otherAssistants/completers.ts";

const find = (
  enabled: readonly string[],
  { appName = "Visual Studio Code", accounts = [] as readonly string[] } = {},
) =>
  findCompleters({
    appName,
    isEnabled: (id) => enabled.includes(id),
    hasAccount: async (provider) => accounts.includes(provider),
  });

test("enabled completers are found, each name once", async () => {
  expect(await find([])).toEqual([]);
  const found = await find(["continue.continue", "github.copilot", "github.copilot-chat"], { accounts: ["github"] });
  expect(found).toEqual([
    { key: "copilot", name: "GitHub Copilot", extension: "github.copilot" },
    { key: "continue", name: "Continue", extension: "continue.continue" },
  ]);
});

test("Copilot's part of VS Code counts only for a user who is signed in", async () => {
  expect(await find(["github.copilot-chat"])).toEqual([]);
  expect(await find(["github.copilot-chat"], { accounts: ["github"] })).toHaveLength(1);
});

test("an editor's own completer is found by the editor's name", async () => {
  expect(await find([], { appName: "Cursor" })).toEqual([
    { key: "cursorTab", name: "Cursor Tab", extension: undefined },
  ]);
});

test("ids are in lower case, as VS Code compares them, and none is listed twice", () => {
  const ids = completers.flatMap(({ extensions }) => extensions);
  expect(ids.filter((id) => id !== id.toLowerCase() || !/^[\w-]+\.[\w-]+$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
