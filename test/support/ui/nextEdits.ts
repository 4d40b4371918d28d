import type { DrawnNextEdit } from "../../../src/vscode/hunchApi.ts";
import type { NextEditSample } from "../../vscode/nextEditSamples.ts";
import type { VsCode } from "./vsCode.ts";

/** Makes edits with real keys: selects the old text and types the new one over it. */
export async function makeEdits(editor: VsCode, edits: NextEditSample["edits"]): Promise<void> {
  for (const { line, old, now } of edits) {
    const { text } = await editor.editor();
    const column = (text.split("\n")[line] ?? "").indexOf(old);
    await editor.goTo(line + 1, column + 1);
    for (let count = 0; count < old.length; count++) await editor.press("Shift+ArrowRight");
    await editor.type(now);
  }
}

/** Waits until a next edit is drawn that fulfils a condition. */
export async function waitForNextEdit(
  editor: VsCode,
  claim: string,
  isIt: (drawn: DrawnNextEdit) => boolean = () => true,
): Promise<DrawnNextEdit> {
  let drawn: DrawnNextEdit | undefined;
  await editor.until(claim, async () => {
    drawn = await editor.probe.nextEdit();
    return drawn !== undefined && isIt(drawn);
  });
  await editor.whenDrawn();
  if (!drawn) throw new Error("Nothing is drawn.");
  return drawn;
}

/** Presses Tab whenever a next edit is drawn, `count` times. Each Tab either goes to the edit or applies it. */
export async function takeEdits(editor: VsCode, count: number): Promise<void> {
  for (let applied = 0; applied < count; ) {
    const drawn = await waitForNextEdit(editor, `edit ${applied + 1} is drawn`);
    const before = JSON.stringify(drawn);
    await editor.press("Tab");
    await editor.until(
      "Tab has done what is drawn",
      async () => JSON.stringify(await editor.probe.nextEdit()) !== before,
    );
    if (drawn.key === "here") applied++;
  }
}
