import { button, element } from "./dom/element.ts";
import { connectToHost } from "./dom/host.ts";
import { t } from "./dom/t.ts";
import { calibrationChart } from "./statistics/calibrationChart.ts";
import { chartFrame } from "./statistics/chartFrame.ts";
import { costChart } from "./statistics/costChart.ts";
import { renderEmptyState } from "./statistics/emptyState.ts";
import { renderExperiment } from "./statistics/experimentView.ts";
import { renderGroup, renderModels } from "./statistics/groupView.ts";
import { latencyChart } from "./statistics/latencyChart.ts";
import { renderFigures, renderOutcomes } from "./statistics/overview.ts";
import { renderRatings } from "./statistics/ratingsView.ts";
import {
  type FromStatistics,
  type RangeDays,
  rangeDays,
  type StatisticsAction,
  type StatisticsReport,
  type ToStatistics,
} from "./statistics/report.ts";
import { retentionChart } from "./statistics/retentionChart.ts";
import { trendChart } from "./statistics/trendChart.ts";

const rangeNames: Readonly<Record<RangeDays, string>> = {
  1: t("Today"),
  7: t("7 days"),
  30: t("30 days"),
  90: t("90 days"),
  0: t("All"),
};

const host = connectToHost<FromStatistics>();
const act = (action: StatisticsAction) => host.postMessage({ kind: "act", action });
const content = element("div", { attributes: { "aria-busy": "true" } });
const status = element("p", { class: "hidden", attributes: { role: "status" } });
let drawn: StatisticsReport | undefined;
/** Newer figures than those that are drawn, while somebody reads these. */
let waiting: StatisticsReport | undefined;
const ranges = rangeDays.map((range) =>
  button({ attributes: { "data-range": String(range) }, onClick: () => show(range) }, rangeNames[range]),
);
document.body.append(
  element(
    "main",
    {},
    element(
      "header",
      {},
      element("h1", {}, t("Statistics")),
      element("div", { class: "ranges", attributes: { role: "group", "aria-label": t("Time") } }, ...ranges),
      element(
        "div",
        { class: "actions" },
        button({ class: "link", onClick: () => act("export") }, t("Export…")),
        button({ class: "link", onClick: () => act("delete") }, t("Delete…")),
        button({ class: "link", onClick: () => act("openSettings") }, t("Settings")),
      ),
    ),
    status,
    content,
  ),
);
window.addEventListener("message", ({ data }: MessageEvent<ToStatistics>) => receive(data.report));
for (const event of ["focusout", "pointerout"]) content.addEventListener(event, () => setTimeout(drawWaiting));
show(30);

function show(range: RangeDays): void {
  press(range);
  content.setAttribute("aria-busy", "true");
  host.postMessage({ kind: "show", range });
}

function press(range: RangeDays): void {
  for (const each of ranges) each.setAttribute("aria-pressed", String(each.dataset["range"] === String(range)));
}

function receive(report: StatisticsReport): void {
  if (report.range !== drawn?.range) {
    draw(report);
    status.textContent = `${rangeNames[report.range]}. ${report.figures.map(({ name, value }) => `${name}: ${value}`).join(". ")}`;
  } else if (JSON.stringify(report) !== JSON.stringify(drawn)) {
    waiting = report;
    drawWaiting();
  }
}

/** Draws newer figures, unless the focus or the pointer is on what they would replace. */
function drawWaiting(): void {
  const isBeingRead = content.matches(":focus-within") || content.querySelector(".explained:hover") !== null;
  if (waiting && !isBeingRead) draw(waiting);
}

function draw(report: StatisticsReport): void {
  drawn = report;
  waiting = undefined;
  press(report.range);
  const open = [...content.querySelectorAll<HTMLElement>("details[open]")].map(({ dataset }) => dataset["title"]);
  const troubles = report.troubles.map((sentence) => element("p", { class: "trouble" }, sentence));
  const notes = report.otherCompleters ? [element("p", { class: "note" }, report.otherCompleters)] : [];
  const parts = report.figures.length > 0 ? partsOf(report) : [renderEmptyState(report, act)];
  content.replaceChildren(...troubles, ...notes, ...parts);
  for (const details of content.querySelectorAll("details")) details.open = open.includes(details.dataset["title"]);
  content.setAttribute("aria-busy", "false");
}

function partsOf(report: StatisticsReport): readonly HTMLElement[] {
  const { figures, experiment, outcomes, trend, latency, retention, calibration, groups, models, modelDays } = report;
  const ratings = report.ratings ? [renderRatings(report.ratings)] : [];
  const charts = [
    ...(latency.length > 0 ? [latencyChart(latency)] : []),
    ...(retention.length > 0 ? [retentionChart(retention)] : []),
    ...(calibration.length > 0 ? [calibrationChart(calibration)] : []),
    ...(modelDays.length > 0 ? [costChart(modelDays)] : []),
  ];
  return [
    renderFigures(figures),
    renderOutcomes(outcomes),
    ...(experiment ? [renderExperiment(experiment, act)] : []),
    ...(trend.length > 1 ? [chartFrame(trendChart(trend))] : []),
    element("div", { class: "charts" }, ...charts.map(chartFrame)),
    element("div", { class: "groups" }, ...groups.filter(({ rows }) => rows.length > 0).map(renderGroup), ...ratings),
    ...(models.length > 0 ? [renderModels(models)] : []),
  ];
}
