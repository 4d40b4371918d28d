import type { Locator } from "playwright-core";
import type { VsCode } from "./vsCode.ts";

/**
 * Waits for a notification with this text and returns it. It searches the list of all notifications, because VS Code
 * shows at most three and hides each after a while.
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
