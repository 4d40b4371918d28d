import type { Page } from "playwright-core";

/**
 * Returns the text that the focused editor shows, line by line from its top: the document with the ghost text. Tabs
 * become spaces. The document must fit into the window.
 */
export function readShownText(page: Page): Promise<string> {
  return page.locator(".editor-instance .monaco-editor.focused").evaluateAll(async ([editor]) => {
    if (!editor) throw new Error("No editor has the focus.");
    // The editor draws in its own frame request, which was registered before this one.
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
    // Different parts of the editor draw lines and ghost text, not always in the same frame. So wait until it is stable.
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
