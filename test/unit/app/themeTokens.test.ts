import { expect, test } from "vitest";
import { colorOf, readThemeFile } from "../../../src/app/ask/themeTokens.ts";

const theme = `{
  // A theme.
  "include": "./base.json",
  "tokenColors": [
    { "scope": "keyword", "settings": { "foreground": "#111111" } },
    { "scope": ["keyword.control", "string.quoted, comment"], "settings": { "foreground": "#222222" } },
    { "scope": "string", "settings": { "foreground": "#333333" } },
    { "scope": "string", "settings": { "foreground": "#444444", "fontStyle": "bold" } },
    { "scope": "variable", "settings": { "foreground": "red; background: url(https://evil.example)" } },
    { "settings": { "foreground": "#ffffff" } },
  ],
}`;

test("the longest selector wins, and of equals the last", () => {
  const file = readThemeFile(theme) ?? expect.fail("not read");
  expect(file.include).toBe("./base.json");
  expect(colorOf(["keyword.control.flow"], file.rules)).toBe("#222222");
  expect(colorOf(["keyword.operator"], file.rules)).toBe("#111111");
  expect(colorOf(["keywords"], file.rules)).toBeUndefined();
  expect(colorOf(["string.unquoted"], file.rules)).toBe("#444444");
  expect(colorOf(["entity.name.type", "comment"], file.rules)).toBe("#222222");
});

test("only colors are taken from a theme", () => {
  expect(colorOf(["variable"], readThemeFile(theme)?.rules ?? [])).toBeUndefined();
});

test.each(["", "<?xml version='1.0'?><plist/>", "[]", "{"])("%j is no theme", (text) => {
  expect(readThemeFile(text)).toBeUndefined();
});

test("a theme that names a file of TextMate's format has no rules", () => {
  expect(readThemeFile('{ "tokenColors": "./old.tmTheme" }')).toEqual({ include: undefined, rules: [] });
});
