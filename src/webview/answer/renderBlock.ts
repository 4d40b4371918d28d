import { button, type Child, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { scrollable } from "../dom/scrollable.ts";
import { t } from "../dom/t.ts";
import type { AnswerBlock, AnswerInline, TableRow } from "./answerBlock.ts";
import { highlightCode } from "./highlightCode.ts";

/** Actions of the buttons inside an answer. */
export interface AnswerHandlers {
  readonly openLink: (url: string) => void;
  readonly openSource: (number: number) => void;
  /** Returns the location of a source, for assistive technology. */
  readonly describeSource: (number: number) => string;
  readonly copy: (text: string) => void;
  readonly insert: (text: string) => void;
  /** Shows what a block would change. @param path the file that the block names */
  readonly showDiff: (text: string, path: string | undefined) => void;
  /** Shows a source's passage beside an element while the pointer or the focus is on it. */
  readonly preview: (number: number, anchor: HTMLElement) => void;
}

/** Draws one block of an answer with elements and text nodes only. */
export function renderBlock(block: AnswerBlock, handlers: AnswerHandlers): HTMLElement {
  const inlines = (list: readonly AnswerInline[]) => list.map((inline) => renderInline(inline, handlers));
  const blocks = (list: readonly AnswerBlock[]) => list.map((each) => renderBlock(each, handlers));
  switch (block.kind) {
    case "paragraph":
      return element("p", {}, ...inlines(block.inlines));
    case "heading":
      return element(block.level <= 2 ? "h3" : "h4", {}, ...inlines(block.inlines));
    case "code":
      return renderCode(block, handlers);
    case "list": {
      const items = block.items.map((item) => element("li", {}, ...tightly(blocks(item))));
      if (block.start === undefined) return element("ul", {}, ...items);
      return element("ol", { attributes: { start: String(block.start) } }, ...items);
    }
    case "quote":
      return element("blockquote", {}, ...blocks(block.blocks));
    case "table":
      return renderTable(block.head, block.rows, inlines);
    case "rule":
      return element("hr");
  }
}

/** Unwraps a list item that consists of a single paragraph. */
function tightly(blocks: readonly HTMLElement[]): readonly Child[] {
  const [first, ...rest] = blocks;
  return first?.tagName === "P" ? [...first.childNodes, ...rest] : blocks;
}

function renderCode(
  { language, text, path }: AnswerBlock & { readonly kind: "code" },
  handlers: AnswerHandlers,
): HTMLElement {
  const copy = button({ class: "icon-button", title: t("Copy"), label: t("Copy code") }, icon("copy"));
  copy.addEventListener("click", () => {
    handlers.copy(text);
    copy.replaceChildren(icon("done"));
    setTimeout(() => copy.replaceChildren(icon("copy")), 1_500);
  });
  const insert = button(
    {
      class: "icon-button",
      title: t("Insert at Cursor"),
      label: t("Insert code at the cursor"),
      onClick: () => handlers.insert(text),
    },
    icon("insert"),
  );
  const diff = button(
    {
      class: "icon-button",
      title: t("Show as Diff"),
      label: t("Show code as a diff"),
      onClick: () => handlers.showDiff(text, path),
    },
    icon("diff"),
  );
  const caption = path === undefined ? language || "text" : path;
  return element(
    "figure",
    { class: "code", label: caption },
    element("figcaption", {}, element("span", { class: "language" }, caption), diff, insert, copy),
    scrollable(element("pre", {}, element("code", {}, ...highlighted(text, language))), caption),
  );
}

function highlighted(text: string, language: string): readonly Child[] {
  return highlightCode(text, language).map(({ text: piece, kind }) =>
    kind === undefined ? piece : element("span", { class: `token-${kind}` }, piece),
  );
}

function renderTable(
  head: TableRow,
  rows: readonly TableRow[],
  inlines: (list: readonly AnswerInline[]) => readonly Child[],
): HTMLElement {
  const line = (row: TableRow, tag: "th" | "td") =>
    element("tr", {}, ...row.map((cell) => element(tag, {}, ...inlines(cell))));
  const table = element(
    "table",
    {},
    element("thead", {}, line(head, "th")),
    element("tbody", {}, ...rows.map((row) => line(row, "td"))),
  );
  return scrollable(element("div", { class: "table" }, table), t("Table"));
}

function renderInline(inline: AnswerInline, handlers: AnswerHandlers): Child {
  const inside = (list: readonly AnswerInline[]) => list.map((each) => renderInline(each, handlers));
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return element("code", {}, inline.text);
    case "strong":
      return element("strong", {}, ...inside(inline.inlines));
    case "emphasis":
      return element("em", {}, ...inside(inline.inlines));
    case "deleted":
      return element("s", {}, ...inside(inline.inlines));
    case "break":
      return element("br");
    case "link": {
      const { url } = inline;
      return button({ class: "link", title: url, onClick: () => handlers.openLink(url) }, ...inside(inline.inlines));
    }
    case "missing":
      return element(
        "s",
        { class: "missing", title: t("The model cites a source that it was not given.") },
        `[${inline.number}]`,
      );
    case "citation": {
      const { number, isWeak = false } = inline;
      const place = handlers.describeSource(number);
      const label = isWeak
        ? t("Source {0}: {1}. This passage contains none of the names in the sentence.", number, place)
        : t("Source {0}: {1}", number, place);
      const citation = button(
        {
          class: isWeak ? "citation weak" : "citation",
          label,
          onClick: () => handlers.openSource(number),
        },
        String(number),
      );
      handlers.preview(number, citation);
      return citation;
    }
  }
}
