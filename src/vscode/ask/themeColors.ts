import * as vscode from "vscode";
import { colorOf, readThemeFile, type TokenRule } from "../../app/ask/themeTokens.ts";
import type { TokenColors, TokenKind } from "../../webview/ask/protocol.ts";

/** The scopes that color each kind of code, the most telling first. */
const scopes = {
  comment: ["comment"],
  keyword: ["keyword.control", "keyword", "storage.type", "storage"],
  string: ["string.quoted", "string"],
  number: ["constant.numeric", "constant"],
  constant: ["constant.language", "constant"],
  function: ["entity.name.function"],
  type: ["entity.name.type", "entity.name.class", "support.type", "support.class"],
  variable: ["variable.other.property", "variable.other", "variable"],
  tag: ["entity.name.tag"],
  attribute: ["entity.other.attribute-name"],
  regexp: ["string.regexp", "string"],
  meta: ["meta.preprocessor", "entity.name.function.preprocessor"],
} as const satisfies Readonly<Record<TokenKind, readonly string[]>>;

/** A theme that includes more files than this includes itself. */
const mostIncludes = 8;

/** Setting with the name of the theme, by the kind of theme that is shown, where the window follows the system. */
const followed = {
  [vscode.ColorThemeKind.Light]: "preferredLightColorTheme",
  [vscode.ColorThemeKind.Dark]: "preferredDarkColorTheme",
  [vscode.ColorThemeKind.HighContrast]: "preferredHighContrastColorTheme",
  [vscode.ColorThemeKind.HighContrastLight]: "preferredHighContrastLightColorTheme",
} as const;

/** Settings that name the theme. A theme chosen in the editor's list is shown before it is written there. */
export const themeSettings: readonly string[] = [
  "workbench.colorTheme",
  "window.autoDetectColorScheme",
  ...Object.values(followed).map((name) => `workbench.${name}`),
];

/** The kind of each theme, by its name in manifests. */
const kinds: Readonly<Record<string, vscode.ColorThemeKind>> = {
  vs: vscode.ColorThemeKind.Light,
  "vs-dark": vscode.ColorThemeKind.Dark,
  "hc-black": vscode.ColorThemeKind.HighContrast,
  "hc-light": vscode.ColorThemeKind.HighContrastLight,
};

/**
 * Reads the colors of code from the file of the current theme, because web views know only the workbench's colors.
 * Empty for a theme that can't be read here, e.g. of an extension on the other side of a remote window, and while the
 * settings name a theme of another kind than the one that is shown.
 */
export async function themeColors(): Promise<TokenColors> {
  const file = themeFile(themeName());
  const rules = file ? await rulesOf(file, mostIncludes) : [];
  const colors = Object.entries(scopes).map(([kind, names]) => [kind, colorOf(names, rules)] as const);
  return Object.fromEntries(colors.filter(([, color]) => color !== undefined));
}

function themeName(): string {
  const workbench = vscode.workspace.getConfiguration("workbench");
  const isFollowing = vscode.workspace.getConfiguration("window").get("autoDetectColorScheme") === true;
  const setting = isFollowing ? followed[vscode.window.activeColorTheme.kind] : "colorTheme";
  return workbench.get<string>(setting) ?? "";
}

function themeFile(name: string): vscode.Uri | undefined {
  // Settings keep names of before VS Code 1.110, such as "Default Dark Modern".
  const names = [name, name.replace(/^Default /, "")];
  for (const { extensionUri, packageJSON } of vscode.extensions.all) {
    const themes: unknown = packageJSON?.contributes?.themes;
    if (!Array.isArray(themes)) continue;
    const theme = themes.find((each) => names.includes(each?.id) || names.includes(each?.label));
    if (typeof theme?.path === "string" && kinds[theme.uiTheme] === vscode.window.activeColorTheme.kind)
      return vscode.Uri.joinPath(extensionUri, theme.path);
  }
  return undefined;
}

/** The rules of the theme that a file adds to come before its own. */
async function rulesOf(file: vscode.Uri, mostFiles: number): Promise<readonly TokenRule[]> {
  const theme = readThemeFile(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  if (!theme) return [];
  const included =
    theme.include !== undefined && mostFiles > 0
      ? await rulesOf(vscode.Uri.joinPath(file, "..", theme.include), mostFiles - 1)
      : [];
  return [...included, ...theme.rules];
}
