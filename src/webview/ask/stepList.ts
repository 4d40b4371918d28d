import { element } from "../dom/element.ts";
import { scrollable } from "../dom/scrollable.ts";
import { t } from "../dom/t.ts";
import { visibleText } from "../dom/visibleText.ts";
import type { AskStep } from "./protocol.ts";

const states = { running: "…", done: "✓", refused: "⊘", failed: "✗" } as const satisfies Record<
  AskStep["state"],
  string
>;
const stateNames = { running: t("running"), done: t("done"), refused: t("refused"), failed: t("failed") } as const;

/** Renders what the model did on the way to its answer, each step with what came back behind a fold. */
export function renderSteps(steps: readonly AskStep[], isOpen: boolean): HTMLElement {
  const count = steps.length === 1 ? t("1 step") : t("{0} steps", steps.length);
  const list = element("ol", { class: "steps" }, ...steps.map((step) => element("li", {}, renderStep(step))));
  const fold = element("details", { class: "step-fold" }, element("summary", {}, count), list);
  fold.open = isOpen;
  return fold;
}

function renderStep({ label, state, detail }: AskStep): HTMLElement {
  const mark = element(
    "span",
    { class: `step-state ${state}`, attributes: { role: "img", "aria-label": stateNames[state] } },
    states[state],
  );
  const line = [mark, " ", visibleText(label)];
  if (detail === "") return element("p", { class: "step-line" }, ...line);
  return element(
    "details",
    {},
    element("summary", {}, ...line),
    scrollable(element("pre", { class: "step-detail" }, visibleText(detail)), visibleText(label)),
  );
}
