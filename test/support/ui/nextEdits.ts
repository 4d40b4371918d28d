import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";
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

/**
 * Presses Tab whenever a next edit is drawn, until `count` are applied. Each Tab either goes to the edit or applies it:
 * which, only the journal knows for sure, because the cursor may still move after the edit was read.
 */
export async function takeEdits(editor: VsCode, count: number): Promise<void> {
  const applied = async () => (await editor.probe.events()).filter(isAcceptedNextEdit).length;
  const wanted = (await applied()) + count;
  const isDone = async () => (await applied()) >= wanted;
  while (!(await isDone())) {
    let drawn: DrawnNextEdit | undefined;
    await editor.until(`one of ${count} next edits is drawn, or all are applied`, async () => {
      drawn = await editor.probe.nextEdit();
      return drawn !== undefined || (await isDone());
    });
    if (!drawn) return;
    const before = JSON.stringify(drawn);
    await editor.whenDrawn();
    // The last Tab may have changed it in two steps: the cursor moves, and the edit is applied.
    if (JSON.stringify(await editor.probe.nextEdit()) !== before) continue;
    await editor.press("Tab");
    await editor.until(
      "Tab has done what is drawn",
      async () => JSON.stringify(await editor.probe.nextEdit()) !== before,
    );
  }
}

/** Returns the texts that decorations add to lines, which are no text of the document. */
export async function drawnTexts(editor: VsCode): Promise<readonly string[]> {
  const contents = await editor.page.evaluate<readonly string[]>(
    `[...document.querySelectorAll(".editor-instance .view-line span span")].map((span) => getComputedStyle(span, "::after").content)`,
  );
  return contents.filter((each) => each.startsWith('"')).map((each) => each.slice(1, -1).replaceAll("\u00a0", " "));
}

function isAcceptedNextEdit(event: TelemetryEvent): boolean {
  return event.kind === "ended" && event.source === "nextEdit" && event.outcome === "accepted";
}
