import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module of a page that the extension has written in a language. */
async function pageIn(lang: string, texts: Readonly<Record<string, string>>) {
  vi.resetModules();
  vi.stubGlobal("document", { documentElement: { lang, dataset: { texts: JSON.stringify(texts) } } });
  const { t } = await import("../../../src/webview/dom/t.ts");
  const { formatCount } = await import("../../../src/webview/dom/format.ts");
  const { formatCost } = await import("../../../src/webview/statistics/format.ts");
  return { t, formatCost, formatCount };
}

test("a page translates with the bundle that the extension has put into it", async () => {
  const { t } = await pageIn("de", { "Open {0} at line {1}": "{0} in Zeile {1} öffnen" });
  expect(t("Open {0} at line {1}", "a.ts", 7)).toBe("a.ts in Zeile 7 öffnen");
  expect(t("Stopped.")).toBe("Stopped.");
});

test("numbers of a page follow its language", async () => {
  const german = await pageIn("de", {});
  expect([german.formatCount(12_345), german.formatCost(1.5)]).toEqual(["12.345", "1,50"]);
  const english = await pageIn("en", {});
  expect([english.formatCount(12_345), english.formatCost(1.5)]).toEqual(["12,345", "1.50"]);
});
