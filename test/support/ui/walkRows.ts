import type { VsCode } from "./vsCode.ts";

/**
 * Presses Down in the open list from its first row until that has the focus again.
 * @returns what a screen reader says of each row, in the order of the rows
 */
export async function walkRows({ page }: VsCode): Promise<readonly string[]> {
  const input = page.locator(".quick-input-widget .quick-input-box input");
  const focused = page.locator(".quick-input-list .monaco-list-row.focused");
  const names: string[] = [];
  const ids = new Set<string>();
  for (;;) {
    const id = (await focused.getAttribute("id")) ?? "";
    if (ids.has(id)) break;
    ids.add(id);
    names.push((await focused.getAttribute("aria-label")) ?? "");
    await input.press("ArrowDown");
  }
  return names;
}
