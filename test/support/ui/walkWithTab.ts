import type { FocusedControl } from "../page/findings.ts";
import { focusedControlOf, focusStartOf } from "./inPage.ts";
import type { VsCode } from "./vsCode.ts";

/** Presses Tab from the start of the panel until the focus leaves it. Returns the controls on the way, at most `most`. */
export async function walkWithTab({ page, panel }: VsCode, most: number): Promise<readonly FocusedControl[]> {
  const stops: FocusedControl[] = [];
  await focusStartOf(panel);
  while (stops.length < most) {
    await page.keyboard.press("Tab");
    const stop = await focusedControlOf(panel);
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}
