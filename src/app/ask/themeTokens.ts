import { parseJsonc } from "../../core/code/parseJsonc.ts";

/** A rule of a color theme: the color of the scopes that its selectors name. */
export interface TokenRule {
  readonly selectors: readonly string[];
  readonly color: string;
}

/** What one file of a color theme says about code. */
export interface ThemeFile {
  /** The theme that this one adds to, relative to its own file. */
  readonly include: string | undefined;
  /** In the order of the file: later rules win. */
  readonly rules: readonly TokenRule[];
}

/** Reads a color theme in VS Code's JSON format; undefined for any other, such as TextMate's. */
export function readThemeFile(text: string): ThemeFile | undefined {
  const theme = parseJsonc(text);
  if (!isRecord(theme)) return undefined;
  const { include, tokenColors } = theme;
  return {
    include: typeof include === "string" ? include : undefined,
    rules: Array.isArray(tokenColors) ? tokenColors.flatMap((rule: unknown) => readRule(rule) ?? []) : [],
  };
}

/** Returns the color that the rules give to the first of the scopes that they color. */
export function colorOf(scopes: readonly string[], rules: readonly TokenRule[]): string | undefined {
  return scopes.map((scope) => colorOfScope(scope, rules)).find((color) => color !== undefined);
}

/** The longest selector that is the scope or its beginning wins, and of equals the last. */
function colorOfScope(scope: string, rules: readonly TokenRule[]): string | undefined {
  let best: { readonly length: number; readonly color: string } | undefined;
  for (const { selectors, color } of rules) {
    for (const selector of selectors) {
      const isMatch = scope === selector || scope.startsWith(`${selector}.`);
      if (isMatch && selector.length >= (best?.length ?? 0)) best = { length: selector.length, color };
    }
  }
  return best?.color;
}

function readRule(rule: unknown): TokenRule | undefined {
  if (!isRecord(rule) || !isRecord(rule["settings"])) return undefined;
  const { foreground } = rule["settings"];
  const { scope } = rule;
  if (typeof foreground !== "string" || !/^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(foreground))
    return undefined;
  const listed: readonly unknown[] = Array.isArray(scope) ? scope : [scope];
  const selectors = listed.flatMap((each) => (typeof each === "string" ? each.split(",") : []));
  return { selectors: selectors.map((selector) => selector.trim()).filter(Boolean), color: foreground };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
