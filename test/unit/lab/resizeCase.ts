import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";

/** A case whose line calls a function of a recent file. */
export const resizeCase: ReplayCase = {
  id: "1",
  repo: "r",
  lang: "typescript",
  kind: "call",
  pos: "line",
  sample: "natural",
  path: "a.ts",
  languageId: "typescript",
  prefix: "export function double(box: Box) {\n  return ",
  suffix: "\n}\n",
  targetLine: "resizeBox(box, 2);",
  targetBlock: "resizeBox(box, 2);",
  lineIdentifiers: ["resizeBox", "box"],
  blockIdentifiers: ["resizeBox", "box"],
  recent: [
    {
      path: "b.ts",
      languageId: "typescript",
      blob: "b",
      text: "export function resizeBox(box: Box, factor: number) {\n  return box.scale(factor);\n}",
      origin: "author",
      edited: [],
    },
  ],
};
