import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
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

const vsCode = useSharedVsCode({
  files: { ...typeScriptStores.finished, ...pythonStores.finished, ...goStores.finished },
});

describe.each(languages)("in $language, with other open files as the only source", ({ stores, ending }) => {
  test.each(lineEnds)(
    "ghost text follows typing and Tab inserts exactly what was shown ($lineEnd)",
    async ({ lineEnd, change }) => {
      const editor = vsCode();
      const path = await openBegun(editor, { ...stores, begun: change(stores.begun) });
      const shown = await editor.complete(stores.typed);
      expect(shown.length).toBeGreaterThan(3);
      expect(stores.rest.startsWith(shown)).toBe(true);
      await editor.screenshot(`ghost-text-${ending}-${lineEnd}`);
      await editor.press("Tab");
      // What may follow can be offered at once.
      await editor.until("the suggestion is in the document", async () =>
        (await editor.editor()).text.includes(stores.typed + shown),
      );
      const saved = await editor.save(path);
      expect(saved).toEqual(Buffer.from(change(withLine(stores, stores.typed + shown))));
    },
  );
});

function withLine({ begun, line }: StoreFiles, text: string): string {
  return begun
    .split("\n")
    .with(line - 1, text)
    .join("\n");
}

test("while an input method composes nothing is offered; what it commits is completed", async () => {
  const editor = vsCode();
  const { line, rest, typed } = typeScriptStores;
  await openBegun(editor, typeScriptStores);
  const inputMethod = await editor.page.context().newCDPSession(editor.page);
  await editor.complete(typed.slice(0, -3));
  await editor.press("Escape");
  await editor.waitForNoGhostText();
  const last = typed.slice(-3);
  for (let end = 1; end <= last.length; end++) {
    const text = last.slice(0, end);
    await inputMethod.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
    await editor.until("it is composed", async () =>
      (await editor.editor()).text.includes(typed.slice(0, end - 3 || undefined)),
    );
    await editor.page.waitForTimeout(300); // VS Code shows nothing while it composes: there is nothing to wait for.
    expect(await editor.ghostText()).toBeUndefined();
  }
  await inputMethod.send("Input.insertText", { text: last });
  expect(rest.startsWith(await editor.waitForGhostText())).toBe(true);
  expect((await editor.editor()).text.split("\n")[line - 1]).toBe(typed);
});

test("when the extension host was busy for longer than VS Code waits, ghost text comes without another key", async () => {
  const editor = vsCode();
  const { rest, typed } = goStores;
  await openBegun(editor, goStores);
  await editor.page.keyboard.insertText(typed.slice(0, -1));
  await editor.until("the extension host has it", async () =>
    (await editor.editor()).text.includes(typed.slice(0, -1)),
  );
  const { pid } = editor.probe;
  process.kill(pid, "SIGSTOP");
  try {
    await editor.page.keyboard.type(typed.slice(-1));
    // VS Code stops waiting after 750 ms and shows nothing of it; timers of one page end in their order.
    await editor.pause(1000);
  } finally {
    process.kill(pid, "SIGCONT");
  }
  // VS Code has opened its list instead, and asks for ghost text beside it.
  await editor.suggestList.waitFor();
  const shown = await editor.waitForGhostText();
  expect(rest.startsWith(shown)).toBe(true);
  // A person takes longer. Hunch has let VS Code ask again then; a slow machine does it after the list is closed.
  await editor.pause(500);
  await editor.closeSuggestList();
  await editor.until("ghost text stands without the list", async () => {
    const before = await editor.ghostText();
    await editor.pause(300);
    return before !== undefined && before === (await editor.ghostText());
  });
  await editor.press("Tab");
  await editor.until("Tab inserts what was drawn", async () => (await editor.editor()).text.includes(typed + shown));
});

describe("beside the suggest widget, which opens while a word is typed, as VS Code 1.103 comes", () => {
  const setting = "editor.quickSuggestions";
  let before: unknown;
  beforeAll(async () => {
    before = await vsCode().probe.get(setting);
    await vsCode().probe.set(setting, { other: "on", comments: "off", strings: "off" });
  });
  afterAll(() => vsCode().probe.set(setting, before));

  test("ghost text goes on from the item chosen in it, and stays when the widget is closed", async () => {
    const editor = vsCode();
    const { line, rest, typed } = goStores;
    const path = await openBegun(editor, goStores);
    await editor.type(typed);
    await editor.page.locator(".suggest-widget.visible").waitFor();
    const shown = await editor.waitForGhostText();
    expect(rest.startsWith(shown)).toBe(true);
    await editor.screenshot("ghost-text-beside-suggest-widget");
    await editor.press("Escape");
    await editor.page.locator(".suggest-widget.visible").waitFor({ state: "hidden" });
    expect(await editor.waitForGhostText()).toBe(shown);
    await editor.press("Tab");
    await editor.until("the suggestion is in the document", async () =>
      (await editor.editor()).text.includes(typed + shown),
    );
    const saved = await editor.save(path);
    expect(saved.toString().split("\n")[line - 1]).toBe(typed + shown);
  });

  test("what the chosen item hides is shown the moment the widget closes", async () => {
    const editor = vsCode();
    await openBegun(editor, goStores);
    await editor.type(goStores.typed);
    const widget = editor.page.locator(".suggest-widget.visible");
    await widget.waitFor();
    const status = await editor.statusBarLabel();
    await editor.until("the chosen item hides the ghost text", async () => {
      const since = Date.now();
      await editor.press("ArrowDown"); // Hunch is asked again for each item.
      await editor.whenAnswered(since);
      return (await editor.ghostText()) === undefined;
    });
    expect(await editor.statusBarLabel()).toBe(status);
    await editor.press("Escape");
    await widget.waitFor({ state: "hidden" });
    expect(goStores.rest.startsWith(await editor.waitForGhostText())).toBe(true);
  });

  test("whichever item is chosen in it, no ghost text contradicts it", async () => {
    const editor = vsCode();
    await openBegun(editor, goStores);
    await editor.type(goStores.typed);
    const widget = editor.page.locator(".suggest-widget.visible");
    await widget.waitFor();
    const chosen = widget.locator(".monaco-list-row.focused .label-name");
    const word = goStores.typed.trim();
    const names = new Set<string>();
    const ghosts = new Set<string>();
    for (let item = 0; item < 6; item++) {
      const since = Date.now();
      await editor.press("ArrowDown"); // Hunch is asked again for each item.
      await editor.whenAnswered(since);
      const name = (await chosen.textContent()) ?? "";
      names.add(name);
      const ghost = await editor.ghostText();
      if (ghost === undefined) continue;
      ghosts.add(ghost);
      expect(`${word}${ghost}`.startsWith(name), `${name} is chosen, ${ghost} is shown`).toBe(true);
    }
    expect(names.size).toBeGreaterThan(1);
    expect(ghosts.size).toBeGreaterThan(0);
  });
});
