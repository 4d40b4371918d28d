import { button, element } from "../dom/element.ts";
import { t } from "../dom/t.ts";
import type { StatisticsAction, StatisticsReport } from "./report.ts";

/** What the page shows while there are no offers in the range: why, and what to do. */
export function renderEmptyState(
  { isRecording, range }: StatisticsReport,
  act: (action: StatisticsAction) => void,
): HTMLElement {
  const sentences = isRecording
    ? [
        range === 0 ? t("Nothing is recorded yet.") : t("Hunch offered nothing in this time."),
        t(
          "Type in a file: each suggestion that you see for a moment is counted here, with what became of it. The numbers stay on this machine and contain no code, paths or names.",
        ),
      ]
    : [
        t("Statistics are off."),
        t(
          "Hunch records nothing, because hunch.statistics.keepDays is 0. This page shows only what this window has counted since it was opened.",
        ),
      ];
  const [first, ...others] = sentences;
  return element(
    "section",
    { class: "empty" },
    element("h2", {}, first),
    ...others.map((sentence) => element("p", {}, sentence)),
    isRecording
      ? button({ class: "secondary", onClick: () => act("explain") }, t("Explain Suggestions"))
      : button({ class: "secondary", onClick: () => act("openSettings") }, t("Open Settings")),
  );
}
