import { button, element } from "../dom/element.ts";
import { t } from "../dom/t.ts";

const examples = [t("Where are errors handled?"), t("How is the configuration read?"), t("What calls the database?")];

/** Renders the panel before the first question. Selecting an example fills in the field and does not ask yet. */
export function renderEmptyState(fill: (question: string) => void): HTMLElement {
  return element(
    "section",
    { class: "empty" },
    element("h2", {}, t("Ask about your code")),
    element("p", {}, t("Hunch searches the workspace and the files you opened, and shows where the answer is.")),
    element("p", {}, t("Nothing leaves this machine unless you have chosen a chat model.")),
    element(
      "ul",
      { class: "examples" },
      ...examples.map((example) =>
        element("li", {}, button({ class: "secondary", onClick: () => fill(example) }, example)),
      ),
    ),
  );
}
