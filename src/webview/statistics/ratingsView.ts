import { element } from "../dom/element.ts";
import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import { dataTable } from "./dataTable.ts";
import { explained } from "./explained.ts";
import { formatInterval } from "./format.ts";
import type { AnswerRatingsReport } from "./report.ts";

/** Thumbs on answers of Ask, with the reasons for those that point down. */
export function renderRatings({ rate, up, down, reasons }: AnswerRatingsReport): HTMLElement {
  const rows = [
    [t("Helpful"), formatCount(up), `${formatPercent(rate.share)} (${formatInterval(rate)})`],
    [t("Not helpful"), formatCount(down), formatPercent(rate.share === undefined ? undefined : 1 - rate.share)],
    ...reasons.map(({ name, count }) => [`– ${name}`, formatCount(count), formatPercent(count / Math.max(1, down))]),
  ];
  return element(
    "section",
    { class: "group" },
    explained(
      element("h2", {}, t("Answers of Ask")),
      t(
        "Thumbs that you gave to answers, with the 95 % interval of the share of helpful ones. The reasons are shares of " +
          "the answers that were not helpful.",
      ),
    ),
    dataTable(t("Answers of Ask"), [t("Verdict"), t("Answers"), t("Share")], rows),
  );
}
