import type { Page } from "playwright-core";

/**
 * Returns the visible ghost text: the part in the cursor's line and the lines below it, joined by "\n". Tabs become
 * spaces. Undefined if nothing is shown.
 */
export function readGhostText(page: Page): Promise<string | undefined> {
  return page.locator(".editor-instance .monaco-editor.focused").evaluateAll((editors) => {
    const editor = editors[0];
    if (!editor) return undefined;
    // "-preview" marks text after the selected item of an open suggest widget.
    const inLine = [
      ...editor.querySelectorAll(".view-line :is(.ghost-text-decoration, .ghost-text-decoration-preview)"),
    ];
    const below = [...editor.querySelectorAll(".suggest-preview-text .view-line")];
    if (inLine.length + below.length === 0) return undefined;
    const first = inLine.map((part) => part.textContent).join("");
    const lines = [first, ...below.map((line) => line.textContent)];
    return lines.join("\n").replaceAll("\u00a0", " ");
  });
}
