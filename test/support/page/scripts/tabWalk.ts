import type { TabStop } from "../findings.ts";

/** A walk through the controls of a page. */
interface TabWalk {
  readonly stops: Element[];
  /** How each control looks without the focus. */
  readonly looks: Map<Element, string>;
}

declare global {
  interface Window {
    hunchTabWalk: TabWalk | undefined;
  }
}

const focusable = "button, a[href], input, select, textarea, summary, [tabindex]";

/**
 * Gives the focus to the page itself, so that the next Tab reaches its first control. Returns whether it stayed there: a
 * page that gets the focus may pass it on.
 */
export function startTabWalk(): boolean {
  document.body.tabIndex = -1;
  document.body.focus();
  window.hunchTabWalk = { stops: [], looks: new Map(controls().map((each) => [each, lookOf(each)])) };
  return document.hasFocus() && document.activeElement === document.body;
}

/** Records the control that has the focus and returns what is wrong with it; undefined if none has, or nobody walks here. */
export function recordTabStop(): TabStop | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body || !document.hasFocus()) return undefined;
  if (!window.hunchTabWalk) return undefined;
  const { stops, looks } = window.hunchTabWalk;
  const before = stops.at(-1);
  const isFirstTime = !stops.includes(focused);
  stops.push(focused);
  const name = nameOf(focused);
  const faults = [
    name === "" && "has no name",
    isDescribedInName(focused, name) && "has its description in its name",
    !isFirstTime && "has the focus a second time",
    lookOf(focused) === (looks.get(focused) ?? "") && "looks as without the focus",
    isCovered(focused) && "is out of sight or covered",
    before && isAbove(focused, before) && `comes after “${nameOf(before)}”, which is below it`,
  ];
  return { name, isFirstTime, faults: faults.filter((fault) => fault !== false && fault !== undefined) };
}

/** Returns what a mouse can click and the walk did not reach; undefined if this page is not the one where it began. */
export function missedByTab(): readonly string[] | undefined {
  if (!window.hunchTabWalk) return undefined;
  const { stops } = window.hunchTabWalk;
  const isInEntered = (each: Element) =>
    each.getAttribute("tabindex") === "-1" && stops.some((stop) => stop !== each && stop.contains(each));
  const missed = controls().filter((each) => !stops.includes(each) && !isInEntered(each));
  const forMouse = [...document.body.querySelectorAll("*")].filter(
    (each) =>
      isVisible(each) &&
      getComputedStyle(each).cursor === "pointer" &&
      each.closest(focusable) === null &&
      !each.closest("label")?.control,
  );
  return [
    ...missed.map((each) => `${describe(each)} is not reached`),
    ...forMouse.map((each) => `${describe(each)} is for the mouse alone`),
  ];
}

/** The controls that can be seen and used. */
function controls(): readonly Element[] {
  return [...document.body.querySelectorAll(focusable)].filter((each) => isVisible(each) && !each.matches(":disabled"));
}

function isVisible(element: Element): boolean {
  return element.checkVisibility() && element.getClientRects().length > 0;
}

function describe(element: Element): string {
  return `${element.tagName.toLowerCase()} “${nameOf(element) || (element.textContent ?? "").trim().slice(0, 80)}”`;
}

/** Elements that are named by what they contain. */
const namedByContent = "button, a, summary, span, h1, h2, h3, option";

/** As assistive technology reads it. */
function nameOf(element: Element): string {
  const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const labels = "labels" in element && element.labels instanceof NodeList ? [...element.labels] : [];
  const names = [
    ids.map((id) => document.getElementById(id)?.textContent).join(" "),
    element.getAttribute("aria-label"),
    ...labels.map((each) => each.textContent),
    element.matches(namedByContent) ? textOf(element) : "",
    element.getAttribute("title"),
  ];
  return (names.find((name) => name?.trim()) ?? "").trim().slice(0, 80);
}

/** The text of an element without what is hidden from assistive technology. */
function textOf(element: Element): string {
  const copy = element.cloneNode(true);
  if (copy instanceof Element) for (const each of copy.querySelectorAll("[aria-hidden=true]")) each.remove();
  return copy.textContent ?? "";
}

/** Whether a name repeats what describes the element. */
function isDescribedInName(element: Element, name: string): boolean {
  const description = document.getElementById(element.getAttribute("aria-describedby") ?? "")?.textContent ?? "";
  return description !== "" && name.includes(description.slice(0, 20));
}

/** What marks an element, or the box around it. */
function lookOf(element: Element): string {
  return [element, element.parentElement]
    .map((each) => {
      if (!each) return "";
      const { outlineStyle, outlineWidth, outlineColor, border, boxShadow } = getComputedStyle(each);
      const isDrawn = outlineStyle !== "none" && outlineWidth !== "0px" && !/^rgba\(.*, 0\)$/.test(outlineColor);
      return [isDrawn ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : "", border, boxShadow].join();
    })
    .join();
}

/** Whether nothing of an element can be seen in the middle of what is in the window of it. */
function isCovered(element: Element): boolean {
  return [...element.getClientRects()].every((box) => {
    const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
    const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    if (left >= right || top >= bottom) return true;
    const shown = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !shown || !(element.contains(shown) || shown.contains(element));
  });
}

/** Whether an element is above another one and not to its right, as the next column is. */
function isAbove(element: Element, other: Element): boolean {
  const [box, below] = [element.getBoundingClientRect(), other.getBoundingClientRect()];
  return box.bottom <= below.top && box.left < below.right;
}
