import { describe, expect, test } from "vitest";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { goStores, pythonStores, type StoreFiles, typeScriptStores } from "../stores.ts";

const languages = [
  { language: "TypeScript", stores: typeScriptStores, ending: "ts", indentation: "spaces" },
  { language: "Python", stores: pythonStores, ending: "py", indentation: "spaces" },
  { language: "Go", stores: goStores, ending: "go", indentation: "tabs" },
] as const;

const lineEnds = [
  { lineEnd: "LF", change: (text: string) => text },
  { lineEnd: "CRLF", change: (text: string) => text.replaceAll("\n", "\r\n") },
] as const;

const vsCode = useVsCode({
  files: Object.fromEntries(
    languages.flatMap(({ stores, ending }) => [
      ...Object.entries(stores.finished),
      ...lineEnds.map(({ lineEnd, change }) => [`tickets${lineEnd}.${ending}`, change(stores.begun)] as const),
      [`widget.${ending}`, stores.begun],
    ]),
  ),
});

describe.each(languages)("in $language, with other open files as the only source", ({ stores, ending }) => {
  test.each(lineEnds)(
    "ghost text follows typing and Tab inserts exactly what was shown ($lineEnd)",
    async (variant) => {
      const editor = vsCode();
      const path = `tickets${variant.lineEnd}.${ending}`;
      await editor.open(...Object.keys(stores.finished), path);
      await editor.goTo(stores.line, 1);
      await editor.type(stores.typed);
      const shown = await editor.waitForGhostText();
      expect(shown.length).toBeGreaterThan(3);
      expect(stores.rest.startsWith(shown)).toBe(true);
      await editor.screenshot(`ghost-text-${ending}-${variant.lineEnd}`);
      await editor.press("Tab");
      await editor.waitForNoGhostText();
      const saved = await editor.save(path);
      expect(saved).toEqual(Buffer.from(variant.change(withLine(stores, stores.typed + shown))));
    },
  );
});

function withLine({ begun, line }: StoreFiles, text: string): string {
  return begun
    .split("\n")
    .with(line - 1, text)
    .join("\n");
}
