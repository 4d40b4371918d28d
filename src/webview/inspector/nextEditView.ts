import { button, element } from "../dom/element.ts";
import { formatPercent } from "../dom/format.ts";
import { scrollable } from "../dom/scrollable.ts";
import { t } from "../dom/t.ts";
import type { FromInspector, InspectorChange, InspectorNextEdit } from "../protocol.ts";
import { formatTime } from "./format.ts";

type Post = (message: FromInspector) => void;

/** One next edit: a summary line that unfolds into the change and the edits that it was learnt from. */
export function renderNextEdit(edit: InspectorNextEdit, isOpen: boolean, post: Post): HTMLDetailsElement {
  const { id, at, outcome, reason, confidence, model, examples } = edit;
  const line = (edit.newLines[0] ?? edit.oldLines[0] ?? "").trim();
  const summary = element(
    "summary",
    {},
    element("time", {}, formatTime(at)),
    element("span", { class: "outcome" }, outcome),
    element("span", { class: "place", title: edit.path }, `${nameOf(edit)}:${edit.line + 1}`),
    element("span", { class: "what", title: line }, element("code", {}, line)),
    element("span", { class: "number" }, model === undefined ? t("rules") : t("model")),
    element("span", { class: "number" }, confidence === undefined ? "" : formatPercent(confidence)),
  );
  const details = element("details", { class: "request", attributes: { "data-id": `next ${id}` } }, summary);
  details.open = isOpen;
  details.append(
    element(
      "div",
      { class: "details" },
      element("p", { class: "reason" }, reason),
      renderChange(t("Change"), edit, post),
      ...examples.map((example) => renderChange(model === undefined ? t("Learned from") : t("Sent"), example, post)),
    ),
  );
  return details;
}

function renderChange(title: string, change: InspectorChange, post: Post): HTMLElement {
  const { uri, path, line, oldLines, newLines } = change;
  const label = `${path}:${line + 1}`;
  const open = button(
    { class: "link", title: t("Open {0}", label), onClick: () => post({ kind: "open", uri, line }) },
    `${nameOf(change)}:${line + 1}`,
  );
  const lines = [...oldLines.map((text) => `- ${text}`), ...newLines.map((text) => `+ ${text}`)].join("\n");
  return element(
    "section",
    {},
    element("h3", {}, `${title}: `, open),
    scrollable(element("pre", {}, element("code", {}, lines)), `${title}: ${label}`),
  );
}

function nameOf({ path }: InspectorChange): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
