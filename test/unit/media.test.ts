import { globSync, readFileSync } from "node:fs";
import UPNG from "upng-js";
import { expect, test } from "vitest";

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * Colours of VS Code's default themes, from extensions/theme-defaults of VS Code 1.139, and of 1.103 for the Modern
 * themes. Colours that a theme doesn't set have the default of VS Code's colour registry.
 */
const themes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Light 2026": {
    "editor-background": "#ffffff",
    "editor-foreground": "#202020",
    foreground: "#202020",
    descriptionForeground: "#606060",
    "textLink-foreground": "#0069cc",
    "keybindingLabel-foreground": "#3b3b3b",
    "keybindingLabel-background": "#dddddd66",
  },
  "Dark 2026": {
    "editor-background": "#121314",
    "editor-foreground": "#bbbebf",
    foreground: "#bfbfbf",
    descriptionForeground: "#8c8c8c",
    "textLink-foreground": "#48a0c7",
    "keybindingLabel-foreground": "#cccccc",
    "keybindingLabel-background": "#8080802b",
  },
  "Light Modern": {
    "editor-background": "#ffffff",
    "editor-foreground": "#3b3b3b",
    foreground: "#3b3b3b",
    descriptionForeground: "#3b3b3b",
    "textLink-foreground": "#005fb8",
    "keybindingLabel-foreground": "#3b3b3b",
    "keybindingLabel-background": "#dddddd66",
  },
  "Dark Modern": {
    "editor-background": "#1f1f1f",
    "editor-foreground": "#cccccc",
    foreground: "#cccccc",
    descriptionForeground: "#9d9d9d",
    "textLink-foreground": "#4daafc",
    "keybindingLabel-foreground": "#cccccc",
    "keybindingLabel-background": "#8080802b",
  },
  "Dark High Contrast": {
    "editor-background": "#000000",
    "editor-foreground": "#ffffff",
    foreground: "#ffffff",
    descriptionForeground: "#ffffffb3",
    "textLink-foreground": "#21a6ff",
    "keybindingLabel-foreground": "#ffffff",
    "keybindingLabel-background": "#00000000",
  },
  "Light High Contrast": {
    "editor-background": "#ffffff",
    "editor-foreground": "#292929",
    foreground: "#292929",
    descriptionForeground: "#292929b3",
    "textLink-foreground": "#0f4a85",
    "keybindingLabel-foreground": "#292929",
    "keybindingLabel-background": "#00000000",
  },
};

const pictures = globSync("media/walkthrough/*.svg").map((file) => ({ file, text: readFileSync(file, "utf8") }));

function parseColor(hex: string): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 255] = (hex.match(/[0-9a-f]{2}/g) ?? []).map((each) =>
    parseInt(each, 16),
  );
  return [red, green, blue, alpha / 255];
}

/** The colour that is seen where one colour lies over another, which is opaque. */
function over(upper: Rgba, lower: Rgba): Rgba {
  const mix = (index: 0 | 1 | 2) => upper[index] * upper[3] + lower[index] * (1 - upper[3]);
  return [mix(0), mix(1), mix(2), 1];
}

/** Relative luminance, WCAG 2.2. */
function luminance([red, green, blue]: Rgba): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, WCAG 2.2: from 1 to 21. */
function contrast(text: Rgba, background: Rgba): number {
  const [dark = 0, light = 0] = [luminance(over(text, background)), luminance(background)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Names of the theme colours that texts of a picture have; a text without one counts as `black`. */
function textColors(svg: string): readonly string[] {
  return Array.from(svg.matchAll(/<(text|tspan)\b([^>]*)>/g), ([, , attributes = ""]) => {
    return /\bfill="var\(--vscode-([\w-]+)/.exec(attributes)?.[1] ?? "black";
  });
}

/** Texts of a picture that are hard to read in a theme, on the page or on a key drawn on it. */
function faintTexts(svg: string, theme: Readonly<Record<string, string>>): readonly string[] {
  const page = parseColor(theme["editor-background"] ?? "");
  const key = over(parseColor(theme["keybindingLabel-background"] ?? ""), page);
  return textColors(svg).filter((name) => {
    const text = parseColor(theme[name] ?? "#000000");
    return Math.min(contrast(text, page), contrast(text, key)) < 4.5;
  });
}

test("contrast is computed as WCAG defines it", () => {
  expect(contrast(parseColor("#000000"), parseColor("#ffffff"))).toBeCloseTo(21);
  expect(contrast(parseColor("#767676"), parseColor("#ffffff"))).toBeCloseTo(4.54, 2);
  expect(contrast(parseColor("#00000000"), parseColor("#ffffff"))).toBeCloseTo(1);
});

test("VS Code drops styles from walkthrough pictures, so they have none", () => {
  expect(pictures.length).toBeGreaterThanOrEqual(5);
  const styled = pictures.filter(({ text }) => /<style\b|\sstyle=|\sclass=/.test(text));
  expect(styled.map(({ file }) => file)).toEqual([]);
});

test.each(Object.entries(themes))("texts of the walkthrough pictures are readable in %s", (_name, theme) => {
  const faint = pictures.flatMap(({ file, text }) => faintTexts(text, theme).map((color) => `${file}: ${color}`));
  expect(faint).toEqual([]);
});

test("a text without a theme's colour is found in a dark theme", () => {
  expect(faintTexts('<text x="1">a</text>', themes["Dark Modern"] ?? {})).toEqual(["black"]);
});

test("every picture of a walkthrough step exists and has a text for screen readers", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const steps: readonly { id: string; media: { svg?: string; markdown?: string; altText?: string } }[] =
    manifest.contributes.walkthroughs.flatMap(({ steps }: { steps: readonly object[] }) => steps);
  const shown = steps.map(({ media }) => media.svg ?? media.markdown ?? "").toSorted();
  expect(shown).toEqual(
    globSync("media/walkthrough/*")
      .map((file) => file.replaceAll("\\", "/"))
      .toSorted(),
  );
  expect(steps.filter(({ media }) => media.svg && !media.altText).map(({ id }) => id)).toEqual([]);
  expect(
    pictures.filter(({ text }) => !/role="img" aria-label="[^"]{20,}"/.test(text)).map(({ file }) => file),
  ).toEqual([]);
});

test("the icon is drawn to all of its edges", () => {
  const { width, height, data } = UPNG.decode(new Uint8Array(readFileSync("media/icon.png")).buffer);
  expect([width, height]).toEqual([256, 256]);
  const opacity = (x: number, y: number) => new Uint8Array(data)[(y * width + x) * 4 + 3];
  for (const [x, y] of [[128, 12], [128, 243], [12, 128], [243, 128]] as const) expect(opacity(x, y), `${x}, ${y}`).toBe(255); // biome-ignore format: points
  for (const [x, y] of [[0, 0], [255, 0], [0, 255], [255, 255]] as const) expect(opacity(x, y), `${x}, ${y}`).toBe(0); // biome-ignore format: points
});
