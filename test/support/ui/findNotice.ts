import type { Locator } from "playwright-core";
import type { VsCode } from "./vsCode.ts";

/**
 * Waits for a notice that says this and returns it, in the list of all notices: VS Code pops up no more than three at
 * once, and takes each away after a while.
 */
export async function findNotice(editor: VsCode, text: string | RegExp): Promise<Locator> {
  const list = editor.page.locator(".notifications-center.visible");
  const notice = list.locator(".notification-list-item", { hasText: text }).first();
  await editor.until(`a notice says "${text}"`, async () => {
    if (!(await list.isVisible())) await editor.probe.run("notifications.showList");
    return notice.isVisible();
  });
  return notice;
}
