const namespace = "http://www.w3.org/2000/svg";

/** Creates an SVG element. Strings become text nodes, never markup. */
export function shape(
  tag: "svg" | "g" | "line" | "rect" | "circle" | "path" | "text" | "title",
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (SVGElement | string)[]
): SVGElement {
  const created = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, String(value));
  created.append(...children);
  return created;
}
