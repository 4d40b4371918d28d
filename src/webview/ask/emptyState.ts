import { button, element } from "../dom/element.ts";

const examples = ["Where are errors handled?", "How is the configuration read?", "What calls the database?"];

/** Renders the panel before the first question. Selecting an example fills in the field and does not ask yet. */
export function renderEmptyState(fill: (question: string) => void): HTMLElement {
  return element(
    "section",
    { class: "empty" },
    element("h2", {}, "Ask about your code"),
    element("p", {}, "Hunch searches the workspace and the files you opened, and shows where the answer is."),
    element("p", {}, "Nothing leaves this machine unless you have chosen a chat model."),
    element(
      "ul",
      { class: "examples" },
      ...examples.map((example) =>
        element("li", {}, button({ class: "secondary", onClick: () => fill(example) }, example)),
      ),
    ),
  );
}
