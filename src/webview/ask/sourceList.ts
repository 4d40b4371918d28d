import { type CodeToken, highlightCode } from "../answer/highlightCode.ts";
import { button, type Child, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { scrollable } from "../dom/scrollable.ts";
import { t } from "../dom/t.ts";
import { visibleText } from "../dom/visibleText.ts";
import type { AskSource } from "./protocol.ts";

/** Returns the location of a source for display: `path:3–9`, with lines from 1. */
export function describePlace({ path, startLine, endLine }: AskSource): string {
  const last = endLine > startLine + 1 ? `–${endLine}` : "";
  return `${visiblePath(path)}:${startLine + 1}${last}`;
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
  const count = sources.length === 1 ? t("1 source") : t("{0} sources", sources.length);
  return element("details", { class: "source-fold" }, element("summary", {}, count), list);
}

function renderSource(
  source: AskSource,
  number: number,
  isOpen: boolean,
  open: (source: AskSource) => void,
): HTMLElement {
  const path = visiblePath(source.path);
  const nameStart = path.lastIndexOf("/") + 1;
  const action = t("Open {0} at line {1}", path, source.focusLine + 1);
  const place = button(
    {
      class: "place",
      title: source.origin ? `${action}\n${originLabels()[source.origin]}` : action,
      label: t("Source {0}: open {1} at line {2}", number, path, source.focusLine + 1),
      onClick: () => open(source),
    },
    element("span", { class: "number" }, String(number)),
    icon("file"),
    element("span", { class: "name" }, path.slice(nameStart)),
    element("span", { class: "span" }, `:${source.focusLine + 1}`),
    element("span", { class: "folder" }, path.slice(0, nameStart)),
    source.origin === "shared" ? element("span", { class: "origin" }, t("shared index")) : undefined,
  );
  if (!isOpen) return place;
  const reason =
    source.words.length === 0
      ? undefined
      : element("p", { class: "reason" }, t("Matches {0}", source.words.join(", ")));
  const lines = scrollable(renderLines(source), describePlace(source));
  return element("div", { class: "source" }, place, reason, lines);
}

function originLabels(): Readonly<Record<NonNullable<AskSource["origin"]>, string>> {
  return {
    shared: t("Found in the index that your team shares"),
    both: t("Found in the index of this machine and in the one that your team shares"),
  };
}

/** A file's name may hold line ends, which could make it look like two. */
function visiblePath(path: string): string {
  return visibleText(path).replace(/\p{Cc}/gu, "\ufffd");
}

/** Renders the lines of a passage: colored as code, with the words that match the question marked. */
export function renderLines({ path, text, startLine, focusLine, words }: AskSource): HTMLElement {
  const extension = /\.(\w+)$/.exec(path)?.[1] ?? "";
  const wanted = new Set(words);
  const lines = linesOf(highlightCode(visibleText(text), extension)).map((tokens, i) => {
    const isFocus = startLine + i === focusLine;
    return element(
      "span",
      { class: isFocus ? "line focus" : "line" },
      ...tokens.map((token) => render(token, wanted)),
      "\n",
    );
  });
  return element("pre", {}, element("code", {}, ...lines));
}

function linesOf(tokens: readonly CodeToken[]): readonly (readonly CodeToken[])[] {
  const lines: CodeToken[][] = [[]];
  for (const { text, kind } of tokens) {
    const [first = "", ...others] = text.split("\n");
    if (first !== "") lines.at(-1)?.push({ text: first, kind });
    for (const other of others) lines.push(other === "" ? [] : [{ text: other, kind }]);
  }
  return lines;
}

/** A piece of a line with the words that match the question marked. */
function render({ text, kind }: CodeToken, wanted: ReadonlySet<string>): Child {
  const parts = text.split(/([\p{L}\p{N}_$]+)/u).filter((part) => part !== "");
  const marked = parts.map((part) => (wanted.has(part) ? element("mark", {}, part) : part));
  return element("span", kind === undefined ? {} : { class: `token-${kind}` }, ...marked);
}
