import { describe, expect, test } from "vitest";
import { makeEdits, takeEdits, waitForNextEdit } from "../../support/ui/nextEdits.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { type NextEditSample, nextEditSamples } from "../nextEditSamples.ts";

const vsCode = useVsCode({
  files: {
    ...Object.fromEntries(Object.values(nextEditSamples).flatMap(({ files }) => Object.entries(files))),
  },
  settings: {
    "hunch.completion.trigger": "onDemand", // Tab would take the ghost text first.
    "editor.autoClosingBrackets": "never",
    "editor.autoClosingQuotes": "never",
    "editor.autoSurround": "never",
    "editor.occurrencesHighlight": "off",
    "editor.selectionHighlight": false,
    "editor.detectIndentation": false,
    "editor.tabSize": 4,
  },
});

async function text(): Promise<string> {
  return (await vsCode().editor()).text;
}

describe("a change that is due elsewhere, with Tab alone", () => {
  for (const name of ["a rename in TypeScript", "an added argument in Python", "an attribute in JSX"] as const)
    test(name, async () => {
      const sample: NextEditSample = nextEditSamples[name];
      const editor = vsCode();
      await editor.probe.set("hunch.nextEdits", sample.eagerness);
      await editor.open(...Object.keys(sample.files));
      await makeEdits(editor, sample.edits);
      await waitForNextEdit(editor, "the next place is drawn");
      await editor.screenshot(`next-edit-${name.replaceAll(/\W+/g, "-")}`);
      await takeEdits(editor, sample.due);
      for (const [path, finished] of Object.entries(sample.finished)) {
        await editor.probe.open(path);
        expect(await text()).toBe(finished);
      }
    });
});
