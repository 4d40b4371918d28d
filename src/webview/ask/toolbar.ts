import { button, element } from "../dom/element.ts";
import { type IconName, icon } from "../dom/icon.ts";
import { t } from "../dom/t.ts";

export interface ToolbarHandlers {
  readonly startNew: () => void;
  readonly showHistory: () => void;
  readonly copyAll: () => void;
}

export interface Toolbar {
  readonly root: HTMLElement;
  /** Shows the buttons that need a conversation only when there is one. */
  readonly hasTurns: (hasTurns: boolean) => void;
}

/** Renders the buttons for the whole conversation. */
export function renderToolbar({ startNew, showHistory, copyAll }: ToolbarHandlers): Toolbar {
  const tool = (name: IconName, label: string, onClick: () => void) =>
    button({ class: "icon-button", title: label, label, onClick }, icon(name));
  const copy = tool("copy", t("Copy Conversation"), copyAll);
  const start = tool("new", t("New Conversation"), startNew);
  return {
    root: element(
      "header",
      { attributes: { role: "toolbar", "aria-label": t("Conversation") } },
      copy,
      tool("history", t("Show History…"), showHistory),
      start,
    ),
    hasTurns: (hasTurns) => {
      copy.hidden = !hasTurns;
      start.hidden = !hasTurns;
    },
  };
}
