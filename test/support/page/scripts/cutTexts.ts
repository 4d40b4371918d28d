import type { SidewaysScroll } from "../findings.ts";

/**
 * Returns the visible texts below elements of this page that are cut at the right. An ellipsis is no fault where a title
 * has the whole text.
 * @param selector of the elements
 * @param hasOwnHovers whether ellipses are no fault at all, as in VS Code's own lists, whose hovers are no titles
 */
export function cutTexts(selector: string, hasOwnHovers: boolean): readonly string[] {
  const roots = [...document.querySelectorAll<HTMLElement>(selector)];
  const boxes = roots.flatMap((root) => [root, ...root.querySelectorAll<HTMLElement>(":not(svg, svg *)")]);
  return boxes.flatMap((box) => {
    const { overflowX, textOverflow } = getComputedStyle(box);
    const isCut = /hidden|clip/.test(overflowX) && box.clientWidth > 1 && box.scrollWidth > box.clientWidth + 1;
    if (!isCut || !box.checkVisibility() || !box.textContent?.trim()) return [];
    const isExplained =
      textOverflow === "ellipsis" && (hasOwnHovers || Boolean(box.closest("[title]:not([title=''])")));
    return isExplained ? [] : [`${box.className || box.tagName}: ${box.textContent.trim().slice(0, 60)}`];
  });
}

/** How far this page is wider than its window; undefined if it is not. */
export function sidewaysScroll(): SidewaysScroll | undefined {
  const page = document.scrollingElement ?? document.body;
  const pixels = page.scrollWidth - page.clientWidth;
  if (pixels <= 0) return undefined;
  // What is cut or scrolls inside another element makes no page wider.
  const isInside = (element: Element): boolean => {
    for (let box = element.parentElement; box && box !== page; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const reach = (element: Element) => element.getBoundingClientRect().right;
  const candidates = [...page.querySelectorAll("*")].filter((each) => !isInside(each));
  const furthest = candidates.reduce((a, b) => (reach(b) >= reach(a) ? b : a), page);
  return { pixels, element: `${furthest.tagName} ${furthest.className}: ${furthest.textContent.slice(0, 60)}` };
}

/** Labels of VS Code's lists below an element that are cut, with or without an ellipsis; descriptions may be. */
export function cutLabels(selector: string): readonly string[] {
  return [...document.querySelectorAll(`${selector} .monaco-icon-label-container`)].flatMap((container) => {
    const label = container.querySelector(".label-name");
    const isCut = label && label.getBoundingClientRect().right > container.getBoundingClientRect().right + 1;
    return isCut ? [label.textContent ?? ""] : [];
  });
}
