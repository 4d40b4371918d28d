import type { Locator } from "playwright-core";
import type { VsCode } from "./vsCode.ts";

/** Waits for the list with this title, filters it to a row and accepts it. */
export async function pickRow(editor: VsCode, title: string, row: string): Promise<void> {
  const input = await openInput(editor, title);
  await input.fill(row);
  await editor.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: row }).waitFor();
  await input.press("Enter");
}

/** Waits for the input with this title and enters a text. */
export async function enterText(editor: VsCode, title: string, text: string): Promise<void> {
  const input = await openInput(editor, title);
  await input.fill(text);
  await input.press("Enter");
}

/** Waits for the list or input with this title and returns its text field. */
export async function openInput({ page }: VsCode, title: string): Promise<Locator> {
  await page.locator(".quick-input-widget .quick-input-title", { hasText: title }).waitFor();
  return page.locator(".quick-input-widget .quick-input-box input");
}
