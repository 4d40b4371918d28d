import { expect, test } from "vitest";
import { decidingLevel, isOnAt } from "../../../../src/app/status/enabledLevels.ts";

test.each([
  [{ defaultValue: true }, "everywhere", [true, true, true]],
  [{ defaultValue: true, globalValue: false }, "everywhere", [false, false, false]],
  [{ globalValue: true, workspaceValue: false }, "workspace", [true, false, false]],
  [{ globalValue: false, workspaceValue: false, globalLanguageValue: true }, "language", [false, false, true]],
  [{ defaultValue: true, defaultLanguageValue: false }, "language", [true, true, false]],
  [{ defaultLanguageValue: false, globalLanguageValue: true }, "language", [true, true, true]],
  [{ globalLanguageValue: true, workspaceLanguageValue: false }, "language", [true, true, false]],
  [{ workspaceValue: false, workspaceFolderValue: true }, "workspace", [true, true, true]],
  [{ globalValue: "no", workspaceValue: null }, "everywhere", [true, true, true]],
] as const)("%o is decided by the level %s", (levels, deciding, [everywhere, workspace, language]) => {
  expect(decidingLevel(levels)).toBe(deciding);
  expect(isOnAt("everywhere", levels)).toBe(everywhere);
  expect(isOnAt("workspace", levels)).toBe(workspace);
  expect(isOnAt("language", levels)).toBe(language);
});
