import { button, element } from "../dom/element.ts";
import { t } from "../dom/t.ts";
import { dataTable } from "./dataTable.ts";
import { explained } from "./explained.ts";
import type { ExperimentReport, StatisticsAction } from "./report.ts";

/** The experiment that runs, or the last one: what is known, and what is missing until then. */
export function renderExperiment(
  { variants: [first, second], description, verdict, progress, isRunning, rows }: ExperimentReport,
  act: (action: StatisticsAction) => void,
): HTMLElement {
  const percent = String(Math.floor(progress * 100));
  const filled = element("span", { class: "range" });
  filled.style.width = `${percent}%`;
  const bar = element(
    "div",
    {
      class: "progress",
      attributes: {
        role: "progressbar",
        "aria-label": t("Offers of those needed"),
        "aria-valuemin": "0",
        "aria-valuemax": "100",
        "aria-valuenow": percent,
      },
    },
    filled,
  );
  const cells = rows.map((row) => [
    explained(element("span", {}, row.name), row.explanation),
    row.first,
    row.second,
    row.difference,
  ]);
  return element(
    "section",
    { class: "group wide experiment" },
    explained(
      element("h2", {}, t("Experiment: {0} or {1}", first, second)),
      t(
        "Values in brackets are 95 % intervals of each variant and the 96 % interval of the difference, which is wide " +
          "enough that chance alone shows a difference in less than 5 of 100 experiments. Offers of one file and hour " +
          "resemble each other, which the intervals allow for.",
      ),
    ),
    element("p", { class: "verdict" }, verdict),
    bar,
    element("p", {}, description),
    dataTable(t("Experiment"), ["", first, second, t("Difference")], cells),
    isRunning
      ? button({ class: "secondary", onClick: () => act("stopExperiment") }, t("Stop Experiment…"))
      : button({ class: "secondary", onClick: () => act("startExperiment") }, t("Start Experiment…")),
  );
}
