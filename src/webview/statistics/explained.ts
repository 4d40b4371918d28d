import { element } from "../dom/element.ts";

let count = 0;

/** Makes an element explain itself while the pointer is over it or it has the focus; Escape hides the explanation. */
export function explained<Kind extends HTMLElement>(target: Kind, explanation: string): Kind {
  const id = `explanation-${++count}`;
  // It describes the element, and is not a part of its name.
  const tip = element("span", { class: "tip", attributes: { id, "aria-hidden": "true" } }, explanation);
  target.classList.add("explained");
  target.tabIndex = 0;
  target.setAttribute("aria-describedby", id);
  target.append(tip);
  target.addEventListener("keydown", ({ key }) => target.classList.toggle("is-hidden", key === "Escape"));
  for (const event of ["pointerenter", "focus"]) target.addEventListener(event, () => keepInside(tip));
  for (const event of ["blur", "pointerleave"]) {
    target.addEventListener(event, () => target.classList.remove("is-hidden"));
  }
  return target;
}

const margin = 8;

/** Moves a visible explanation to the left as far as it would leave the page. */
function keepInside(tip: HTMLElement): void {
  tip.style.left = "0";
  const beyond = tip.getBoundingClientRect().right + margin - document.documentElement.clientWidth;
  if (beyond > 0) tip.style.left = `${-beyond}px`;
}
