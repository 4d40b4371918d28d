import { rearmMarkers } from "../../prompt/disarmMarkers.ts";
import type { EditFormat } from "./editFormats.ts";

/** Why an answer of a model is no edit to propose. */
export const editRefusals = [
  "unchanged",
  "empty",
  "notTheRegion",
  "cut",
  "tooLong",
  "tooManyLines",
  "outsideRegion",
  "undoesEdit",
  "deletesTyped",
  "marker",
  "secret",
] as const;
export type EditRefusal = (typeof editRefusals)[number];

/** The rewritten region, or the reason why the answer holds none. */
export type ReadAnswer =
  | { readonly kind: "region"; readonly lines: readonly string[] }
  | { readonly kind: "refused"; readonly reason: EditRefusal };

/** Whether an answer that is still being written already ends the region. */
export function isWhole(text: string, { answer }: EditFormat): boolean {
  if (!answer) return false;
  const start = text.indexOf(answer.open.trim());
  return start >= 0 && text.indexOf(answer.close.trim(), start) >= 0;
}

/** Reads the rewritten region out of an answer: without the format's own marks, a Markdown fence and carriage returns. */
export function readAnswer(raw: string, format: EditFormat): ReadAnswer {
  const text = raw.replace(/\r\n?/g, "\n");
  if (text.trim() === "") return { kind: "refused", reason: "empty" };
  const body = format.answer ? between(text, format.answer) : wholeAnswer(text, format);
  if (typeof body !== "string") return body;
  const clean = format.cursor === "" ? body : body.replaceAll(format.cursor, "");
  if (format.markers.some((marker) => clean.includes(marker))) return { kind: "refused", reason: "marker" };
  return { kind: "region", lines: rearmMarkers(withoutFence(clean)).split("\n") };
}

type Body = string | Extract<ReadAnswer, { kind: "refused" }>;

/** The text between the format's marks. An answer without the second one was cut. */
function between(text: string, marks: { readonly open: string; readonly close: string }): Body {
  const open = marks.open.trim();
  const close = marks.close.trim();
  const start = text.indexOf(open);
  if (start < 0) return { kind: "refused", reason: "notTheRegion" };
  const end = text.indexOf(close, start);
  if (end < 0) return { kind: "refused", reason: "cut" };
  return text
    .slice(start + open.length, end)
    .replace(/^[ \t]*\n/, "")
    .replace(/\n[ \t]*$/, "");
}

/** The region is the answer. The prompt ends before a line break, and the answer may end with one. */
function wholeAnswer(text: string, { stop }: EditFormat): string {
  const ends = stop.map((mark) => text.indexOf(mark)).filter((at) => at >= 0);
  const own = ends.length > 0 ? text.slice(0, Math.min(...ends)) : text;
  return own.replace(/^\n/, "").replace(/\n$/, "");
}

/** Models of chat put code into fences, also where they are told not to. */
function withoutFence(text: string): string {
  return /^\s*```[^\n`]*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
}
