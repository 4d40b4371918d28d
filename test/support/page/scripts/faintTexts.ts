import type { FaintText } from "../findings.ts";

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Contrast that WCAG 2.2 AA demands of texts, and of what is no text. It demands none of disabled controls. */
const [least, leastOfHints] = [4.5, 3];

/** The second line of a row in VS Code's lists, which it draws at 70 % opacity for every extension. */
const dimmedByVsCode = ".quick-input-list-label-meta";

/**
 * Returns the visible texts below elements of this page whose contrast with what is behind them is too low. Hints in empty
 * fields need only the contrast of what is no text: their fields have labels that say the same.
 * @param selector of the elements
 */
export function faintTextsIn(selector: string): readonly FaintText[] {
  const roots = [...document.querySelectorAll(selector)];
  return roots.flatMap((root) => [...faintTexts(least, root), ...faintHints(root)]);
}

function faintHints(root: Element): readonly FaintText[] {
  const fields = [...root.querySelectorAll<HTMLInputElement>(":is(input, textarea):placeholder-shown:enabled")];
  return fields
    .filter((field) => field.checkVisibility())
    .map((field) => describe(field.placeholder, getComputedStyle(field, "::placeholder").color, backgroundOf(field), 1))
    .filter(({ ratio }) => ratio < leastOfHints);
}

/** Returns the visible texts below an element whose contrast with what is behind them is below a ratio. */
export function faintTexts(minimum: number, root: Element = document.body): readonly FaintText[] {
  const found: FaintText[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? "";
    const element = node.parentElement;
    if (
      text === "" ||
      !element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
      element.closest(`script, style, :disabled, ${dimmedByVsCode}`)
    )
      continue;
    const { fill, color } = getComputedStyle(element);
    found.push(describe(text, element.closest("svg") ? fill : color, backgroundOf(element), opacityOf(element)));
  }
  return found.filter(({ ratio }) => ratio < minimum);
}

/** Returns the same for texts that style sheets add after elements, as editors draw what is no text of the document. */
export function faintAddedTexts(selector: string, minimum: number): readonly FaintText[] {
  const found = [...document.querySelectorAll(selector)].flatMap((element) => {
    const { content, color, backgroundColor } = getComputedStyle(element, "::after");
    if (!content.startsWith('"')) return [];
    return [describe(content.slice(1, -1), color, over(parseColor(backgroundColor), backgroundOf(element)), 1)];
  });
  return found.filter(({ ratio }) => ratio < minimum);
}

function describe(text: string, color: string, background: Rgba, opacity: number): FaintText {
  const [red, green, blue, alpha] = parseColor(color);
  const ratio = contrast(over([red, green, blue, alpha * opacity], background), background);
  return { text: text.slice(0, 40), ratio, color, background: background.slice(0, 3).join(" ") };
}

/** How much of a text is drawn where it and what is around it let the background through, from 0 to 1. */
function opacityOf(start: Element): number {
  let opacity = 1;
  for (let element: Element | null = start; element; element = element.parentElement)
    opacity *= Number(getComputedStyle(element).opacity);
  return opacity;
}

/** The colour behind an element: the backgrounds of all elements around it, the page's being opaque. */
function backgroundOf(start: Element): Rgba {
  // A web view without a background shows that of the editor.
  const behind = getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background");
  let seen = parseColor(behind.trim() || "white");
  const layers: Rgba[] = [];
  for (let element: Element | null = start; element; element = element.parentElement)
    layers.push(parseColor(getComputedStyle(element).backgroundColor));
  for (const layer of layers.reverse()) seen = over(layer, seen);
  return seen;
}

const parsed = new Map<string, Rgba>();

function parseColor(css: string): Rgba {
  const color = parsed.get(css) ?? drawnColor(css);
  parsed.set(css, color);
  return color;
}

/** Parses any CSS colour by drawing it. */
function drawnColor(css: string): Rgba {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!canvas) throw new Error("This browser can't draw.");
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(upper: Rgba, lower: Rgba): Rgba {
  const mix = (a: number, b: number) => a * upper[3] + b * (1 - upper[3]);
  return [mix(upper[0], lower[0]), mix(upper[1], lower[1]), mix(upper[2], lower[2]), 1];
}

/** Contrast ratio, WCAG 2.2. */
function contrast(text: Rgba, background: Rgba): number {
  const [dark = 0, light = 0] = [luminance(text), luminance(background)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgba): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
