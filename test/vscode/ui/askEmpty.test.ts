import { expect, test } from "vitest";
import { enterText } from "../../support/ui/quickInput.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const vsCode = useVsCode({
  files: { "picture.png": Buffer.from([137, 80, 78, 71, 0, 1]) },
  theme: "highContrastLight",
});

test("in a workspace without a file to search, Ask says so and what to do", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Ask…");
  await enterText(editor, "Ask about the code", "Where are boats moored?");
  const note = editor.panel.locator(".turn .note").first();
  await note.waitFor();
  expect(await note.textContent()).toBe("There is no file to search here. Open a folder with code, then ask again.");
  await editor.screenshot("ask-empty-workspace");
});
