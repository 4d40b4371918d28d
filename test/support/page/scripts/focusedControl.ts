import type { FocusedControl } from "../findings.ts";

/** Returns the element of this page that has the focus; undefined if none has. */
export function focusedControl(): FocusedControl | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body || !document.hasFocus()) return undefined;
  const labels = "labels" in focused && focused.labels instanceof NodeList ? [...focused.labels] : [];
  const names = [focused.getAttribute("aria-label"), ...labels.map((each) => each.textContent), focused.textContent];
  return {
    role: focused.getAttribute("role") ?? focused.tagName.toLowerCase(),
    name: names.find((name) => name?.trim())?.trim() ?? "",
    isMarked: isMarked(focused),
  };
}

/** Gives the focus to the page itself, so that the next Tab reaches its first control. */
export function focusStart(): void {
  document.body.tabIndex = -1;
  document.body.focus();
}

/** Whether an element, or the box around it, looks different without the focus. */
function isMarked(focused: HTMLElement): boolean {
  const withFocus = lookOf(focused);
  focused.blur();
  const without = lookOf(focused);
  focused.focus();
  return withFocus !== without;
}

function lookOf(element: HTMLElement): string {
  return [element, element.parentElement]
    .map((each) => {
      if (!each) return "";
      const { outline, border, boxShadow } = getComputedStyle(each);
      return [outline, border, boxShadow].join();
    })
    .join();
}
