/** A child of an element: a node, or text that is shown as it is. */
export type Child = Node | string | undefined;

export interface ElementOptions {
  readonly class?: string;
  readonly title?: string;
  /** Name for assistive technology if the visible text is not enough. */
  readonly label?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Creates an element with its children. Strings become text nodes, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  if (options.class !== undefined) created.className = options.class;
  if (options.title !== undefined) created.title = options.title;
  if (options.label !== undefined) created.setAttribute("aria-label", options.label);
  for (const [name, value] of Object.entries(options.attributes ?? {})) created.setAttribute(name, value);
  if (options.onClick !== undefined) created.addEventListener("click", options.onClick);
  created.append(...children.filter((child) => child !== undefined));
  return created;
}

/** Creates a button that does not submit a form. */
export function button(options: ElementOptions, ...children: readonly Child[]): HTMLButtonElement {
  return element("button", { ...options, attributes: { type: "button", ...options.attributes } }, ...children);
}
