import type { Page } from "playwright-core";

/**
 * Everything that can be seen in the focused editor, line by line from its top: the document with the ghost text in its
 * place. Tabs come out as spaces. The document must fit into the window.
 */
export function readShownText(page: Page): Promise<string> {
  return page.locator(".editor-instance .monaco-editor.focused").evaluateAll(async ([editor]) => {
    if (!editor) throw new Error("No editor has the focus.");
    // The editor draws in its own frame request, which was made before this one.
    const nextFrame = () => new Promise((resolve) => editor.ownerDocument.defaultView?.requestAnimationFrame(resolve));
    const read = () => {
      const lines = [...editor.querySelectorAll(".view-lines > .view-line, .suggest-preview-text .view-line")];
      const shown = lines.map((line) => {
        const visible = line.cloneNode(true);
        for (const hidden of visible.querySelectorAll(".ghost-text-hidden")) hidden.remove();
        return { top: line.getBoundingClientRect().top, text: visible.textContent };
      });
      shown.sort((a, b) => a.top - b.top);
      return shown.map(({ text }) => text.replaceAll("\u00a0", " ")).join("\n");
    };
    await nextFrame();
    // Lines and ghost text are drawn by different parts of the editor, not always in one frame: until it holds still.
    let shown = read();
    for (let still = 0; still < 3; ) {
      await nextFrame();
      const next = read();
      still = next === shown ? still + 1 : 0;
      shown = next;
    }
    return shown;
  });
}
