/** Lets the keyboard scroll an element. @param name for assistive technology */
export function scrollable<Kind extends HTMLElement>(root: Kind, name: string): Kind {
  root.tabIndex = 0;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", name);
  return root;
}
