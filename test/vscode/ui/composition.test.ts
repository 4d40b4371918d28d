import { expect, test } from "vitest";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const { begun, finished, line, typed } = typeScriptStores;
const vsCode = useVsCode({ files: { ...finished, "tickets.ts": begun } });

test("while an input method composes nothing is offered; what it commits is completed", async () => {
  const editor = vsCode();
  await editor.open(...Object.keys(finished), "tickets.ts");
  await editor.goTo(line, 1);
  const inputMethod = await editor.page.context().newCDPSession(editor.page);
  await editor.type(typed.slice(0, -3));
  await editor.press("Escape");
  const last = typed.slice(-3);
  for (let end = 1; end <= last.length; end++) {
    const text = last.slice(0, end);
    await inputMethod.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
    await editor.page.waitForTimeout(600);
    expect(await editor.ghostText()).toBeUndefined();
  }
  await inputMethod.send("Input.insertText", { text: last });
  expect((await editor.editor()).text.split("\n")[line - 1]).toBe(typed);
  expect(typeScriptStores.rest.startsWith(await editor.waitForGhostText())).toBe(true);
  await editor.revertAndClose();
});
