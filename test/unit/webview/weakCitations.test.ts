import { expect, test } from "vitest";
import type { AnswerBlock, AnswerInline } from "../../../src/webview/answer/answerBlock.ts";
import { parseAnswer } from "../../../src/webview/answer/parseAnswer.ts";
import { markWeakCitations } from "../../../src/webview/answer/weakCitations.ts";

const sources = [
  { path: "harbour/moor.ts", text: "export function moorBoat(boat: Boat) {}" },
  { path: "harbour/tide.ts", text: "export const highWater = tides.max();" },
];

/** The citations of an answer in their order, weak ones as negative numbers. */
function citationsOf(text: string): readonly number[] {
  const inlinesOf = (block: AnswerBlock): readonly AnswerInline[] => {
    if (block.kind === "list") return block.items.flat().flatMap(inlinesOf);
    if (block.kind === "table") return block.rows.flat(2);
    return "inlines" in block ? block.inlines : [];
  };
  const blocks = markWeakCitations(parseAnswer(text, sources.length), sources);
  return blocks
    .flatMap(inlinesOf)
    .flatMap((inline) => (inline.kind === "citation" ? [inline.isWeak ? -inline.number : inline.number] : []));
}

test("a citation is weak if its source contains no name of the sentence", () => {
  expect(citationsOf("`moorBoat` ties it up [1].")).toEqual([1]);
  expect(citationsOf("`moorBoat` ties it up [2].")).toEqual([-2]);
  expect(citationsOf("moorBoat() ties it up [1, 2].")).toEqual([1, -2]);
});

test("each claim is checked by itself", () => {
  expect(citationsOf("It calls `moorBoat` [1] and reads `highWater` [1].")).toEqual([1, -1]);
  expect(citationsOf("It calls `moorBoat`. Then high_water counts [1].")).toEqual([-1]);
  expect(citationsOf("- `moorBoat` [1]\n- `highWater` [1]\n\n|a|\n|-|\n|`moorBoat` [2]|")).toEqual([1, -1, -2]);
});

test("a sentence without names can't be checked", () => {
  expect(citationsOf("Boats are tied up [2].")).toEqual([2]);
});

test("a name in the path counts", () => {
  expect(citationsOf("See `tide.ts` [2].")).toEqual([2]);
});
