import { button, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { visibleText } from "../dom/visibleText.ts";
import type { AskSource } from "../protocol.ts";

/** Returns the location of a source for display: `path:3–9`, with lines from 1. */
export function describePlace({ path, startLine, endLine }: AskSource): string {
  const last = endLine > startLine + 1 ? `–${endLine}` : "";
  return `${visibleText(path)}:${startLine + 1}${last}`;
}

/** Renders the sources of an answer: collapsed, or expanded if they are the answer. */
export function renderSources(
  sources: readonly AskSource[],
  isAnswer: boolean,
  open: (source: AskSource) => void,
): HTMLElement {
  const entries = sources.map((source, i) => element("li", {}, renderSource(source, i + 1, isAnswer, open)));
  const list = element("ol", { class: "sources" }, ...entries);
  if (isAnswer) return list;
  const count = sources.length === 1 ? "1 source" : `${sources.length} sources`;
  return element("details", { class: "source-fold" }, element("summary", {}, count), list);
}

function renderSource(
  source: AskSource,
  number: number,
  isOpen: boolean,
  open: (source: AskSource) => void,
): HTMLElement {
  const path = visibleText(source.path);
  const nameStart = path.lastIndexOf("/") + 1;
  const place = button(
    {
      class: "place",
      title: `Open ${path} at line ${source.focusLine + 1}`,
      label: `Source ${number}: open ${path} at line ${source.focusLine + 1}`,
      onClick: () => open(source),
    },
    element("span", { class: "number" }, String(number)),
    icon("file"),
    element("span", { class: "name" }, path.slice(nameStart)),
    element("span", { class: "span" }, `:${source.focusLine + 1}`),
    element("span", { class: "folder" }, path.slice(0, nameStart)),
  );
  if (!isOpen) return place;
  const reason =
    source.words.length === 0 ? undefined : element("p", { class: "reason" }, `Matches ${source.words.join(", ")}`);
  return element("div", { class: "source" }, place, reason, renderLines(source));
}

function renderLines({ text, startLine, focusLine, words }: AskSource): HTMLElement {
  const lines = visibleText(text)
    .split("\n")
    .map((line, i) => {
      const isFocus = startLine + i === focusLine;
      return element("span", { class: isFocus ? "line focus" : "line" }, ...highlighted(line, words), "\n");
    });
  return element("pre", { attributes: { tabindex: "0" } }, element("code", {}, ...lines));
}

/** A line with the words that match the question marked. */
function highlighted(line: string, words: readonly string[]): readonly (Node | string)[] {
  const wanted = new Set(words);
  const parts = line.split(/([\p{L}\p{N}_$]+)/u);
  return parts.filter((part) => part !== "").map((part) => (wanted.has(part) ? element("mark", {}, part) : part));
}
