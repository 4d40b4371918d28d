const paths = {
  copy: "M5.5 2.5h7a1 1 0 0 1 1 1v7M10.5 5.5v7a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1z",
  done: "M3 8.5l3.2 3.2L13 4.8",
  insert: "M3 3v3.5a2 2 0 0 0 2 2h8M9.5 5l3.5 3.5L9.5 12",
  diff: "M8 2.5v6M5 5.5h6M5 12.5h6",
  edit: "M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z",
  history: "M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.2l2.2 1.4",
  model: "M8 2.5l1.4 4.1 4.1 1.4-4.1 1.4L8 13.5 6.6 9.4 2.5 8l4.1-1.4z",
  new: "M8 3v10M3 8h10",
  retry: "M13.5 8a5.5 5.5 0 1 1-1.8-4.1l1.8 1.6M13.5 2.5v3h-3",
  thumbDown: "M5 2.5h6.2a1 1 0 0 1 1 .8l.9 4a1 1 0 0 1-1 1.2H9.3l.5 3.2a1.3 1.3 0 0 1-2.4.8L5 8.5zM5 2.5H2.8v6H5",
  thumbUp: "M5 13.5h6.2a1 1 0 0 0 1-.8l.9-4a1 1 0 0 0-1-1.2H9.3l.5-3.2a1.3 1.3 0 0 0-2.4-.8L5 7.5zM5 13.5H2.8v-6H5",
  file: "M4 1.5h5l3.5 3.5v9.5H4zM9 1.5V5h3.5",
  send: "M8 13.5v-11M3.5 7L8 2.5 12.5 7",
  stop: "M4 4h8v8H4z",
  warning: "M8 2.2l6.2 11.3H1.8zM8 6.5v3.4M8 11.4v.6",
} as const;

export type IconName = keyof typeof paths;

const svg = "http://www.w3.org/2000/svg";

/** Creates a 16-pixel line icon in the color of the text. It is decoration, so hidden from assistive technology. */
export function icon(name: IconName): SVGElement {
  const picture = document.createElementNS(svg, "svg");
  for (const [key, value] of [
    ["viewBox", "0 0 16 16"],
    ["class", "icon"],
    ["aria-hidden", "true"],
    ["focusable", "false"],
  ] as const) {
    picture.setAttribute(key, value);
  }
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", paths[name]);
  picture.append(path);
  return picture;
}
