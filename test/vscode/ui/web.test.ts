import { describe, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { enterText, openInput } from "../../support/ui/quickInput.ts";
import { useWindow } from "../../support/ui/useVsCode.ts";
import { startWebVsCode } from "../../support/web/startWebVsCode.ts";
import { typeScriptStores as stores } from "../stores.ts";

/** A file that no test opens: only a search of the workspace finds it. */
const harbour = `/** Moors a boat at a free berth. */
export function moorBoat(boat: Boat, berths: readonly Berth[]): Berth {
  return assign(berths.find(({ isFree }) => isFree), boat);
}
`;

/** Commands that need Node: a process, a thread, or what the web build leaves out. */
const absent = [
  "Hunch: Evaluate on This Repository",
  "Hunch: Delete Downloaded Models…",
  "Hunch: Set Secret for Team Metrics…",
  "Hunch: Set Password of Shared Index…",
];

describe.each([{ behind: "server" }, { behind: "nothing" }] as const)(
  "in a worker of the browser, with $behind behind the page",
  ({ behind }) => {
    const errors: string[] = [];
    const onError = (text: string) => errors.push(text);
    const settings = { "hunch.completion.waitForModel": 10_000 }; // The embedded engine may have a word of its own.
    const vsCode = useWindow(
      { files: { ...stores.finished, "port/harbour.ts": harbour }, settings, behind, onError },
      startWebVsCode,
    );

    test("Tab accepts ghost text, the file is saved byte for byte, and the statistics count it", async () => {
      const editor = vsCode();
      console.log(`Activation with ${behind} behind the page: ${(await editor.probe.activationMs()).toFixed(1)} ms`);
      const path = await openBegun(editor, stores);
      const shown = await editor.complete(stores.typed);
      expect(stores.rest.startsWith(shown)).toBe(true);
      await editor.screenshot(`web-${behind}-ghost-text`);
      await editor.press("Tab");
      await editor.until("the suggestion is in the document", async () =>
        (await editor.editor()).text.includes(stores.typed + shown),
      );
      const expected = stores.begun.split("\n").with(stores.line - 1, stores.typed + shown);
      expect((await editor.save(path)).toString()).toBe(expected.join("\n"));

      const showStatistics = async () => {
        await editor.runCommand("Hunch: Show Statistics");
        await editor.until("the statistics count it", async () => {
          const figures = (await editor.panel.locator(".outcomes").textContent()) ?? "";
          return figures.includes("Accepted 1 (");
        });
        expect(await editor.panel.locator(".trouble").allTextContents()).toEqual([]);
      };
      await showStatistics();
      await editor.screenshot(`web-${behind}-statistics`);
      if (behind === "server") return;
      await editor.page.reload();
      await editor.whenActive();
      await showStatistics();
    });

    test("Ask finds the code of files that nobody has opened", async () => {
      const editor = vsCode();
      await editor.runCommand("Hunch: Ask…");
      await enterText(editor, "Ask about the code", "Where are boats moored?");
      const first = editor.panel.locator(".sources .place").first();
      await first.waitFor();
      expect(await first.getAttribute("aria-label")).toContain("harbour.ts");
      await editor.screenshot(`web-${behind}-ask`);
    });

    test("search by meaning offers no model inside the editor, and says what it needs", async () => {
      const editor = vsCode();
      await editor.runCommand("Hunch: Choose a Model for Search by Meaning…");
      const input = await openInput(editor, "Choose a Model for Search by Meaning");
      await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "Words alone" }).waitFor();
      expect(await input.getAttribute("placeholder")).toContain("need VS Code on the desktop");
      const rows = await editor.page.locator(".quick-input-list .monaco-list-row").allTextContents();
      expect(rows.join()).not.toContain("Xenova");
      await editor.press("Escape");
    });

    test("the palette has no commands that a browser can't run", async () => {
      const editor = vsCode();
      const rows = editor.page.locator(".quick-input-list .monaco-list-row");
      const found = async (title: string) => {
        await editor.probe.run("workbench.action.quickOpen", `>${title}`);
        await rows.first().waitFor(); // A command of this title is in the first list; similar ones follow.
        const isListed = (await rows.filter({ hasText: title }).count()) > 0;
        await editor.probe.run("workbench.action.closeQuickOpen");
        await rows.first().waitFor({ state: "hidden" });
        return isListed;
      };
      expect(await found("Hunch: Show Statistics")).toBe(true);
      for (const title of absent) expect(await found(title), title).toBe(false);
    });

    test.runIf(behind === "nothing")(
      "a model server that refuses pages is explained; one that allows them answers",
      async () => {
        const editor = vsCode();
        const answer = () => ({ chunks: ["fore", "cast();"] });
        await using refusing = await ModelServer.start({ answer });
        await using allowing = await ModelServer.start({ answer });
        allowing.allowsPages = true;
        await editor.probe.set("hunch.model.name", "tiny");
        await editor.probe.set("hunch.model.baseUrl", refusing.url);
        await editor.probe.set("hunch.model.protocol", "openai-suffix");
        await openBegun(editor, stores);
        await editor.type("  const weather = ");
        await editor.until("the status bar says why the server can't be used", async () =>
          (await editor.statusBarLabel()).includes("The server refuses requests from web pages."),
        );
        // Whether the request left can't be seen: Playwright answers preflight requests itself where it routes any.
        await editor.probe.set("hunch.model.baseUrl", allowing.url);
        await openBegun(editor, stores);
        expect(await editor.complete("  const gale = ")).toBe("forecast();");
        await editor.probe.set("hunch.model.protocol", undefined);
      },
    );

    test("the console shows no error of Hunch", () => {
      // VS Code 1.103 asks its gallery for newer versions of what is installed, by name; there is no network here.
      const ours = errors.filter((text) => /hunch/i.test(text) && !text.includes("getting the latest version"));
      expect(ours).toEqual([]);
    });
  },
);
