import { element } from "./dom/element.ts";
import { connectToHost } from "./dom/host.ts";
import { placeChildren } from "./dom/placeChildren.ts";
import { t } from "./dom/t.ts";
import { describeServer } from "./inspector/describeServer.ts";
import { groupByPlace, type RequestFilter } from "./inspector/groupByPlace.ts";
import { renderNextEdit } from "./inspector/nextEditView.ts";
import { PlaceView } from "./inspector/placeView.ts";
import { renderRequest } from "./inspector/requestView.ts";
import type { FromInspector, InspectorReport, InspectorRequest, ToInspector } from "./protocol.ts";

const host = connectToHost<FromInspector>();
const post = (message: FromInspector) => host.postMessage(message);
const openPlace = (uri: string, line: number) => post({ kind: "open", uri, line });
const filters = {
  all: t("All"),
  suggestions: t("With a suggestion"),
  silences: t("Without a suggestion"),
} as const satisfies Record<RequestFilter, string>;

const open = new Set<string>();
let report: InspectorReport = { requests: [] };
let filter: RequestFilter = "all";
let rows = new Map<string, HTMLElement>();
let places = new Map<string, PlaceView>();

const now = element("p", { class: "now", attributes: { role: "status" } });
const servers = element("div");
const list = element("div", { class: "requests" });
const nextEdits = element("div", { class: "requests" });
const main = element(
  "main",
  {},
  now,
  element(
    "div",
    { class: "bar-of-switches" },
    element("h2", {}, t("Last requests")),
    filterBox(),
    promptSwitch(t("Show prompts"), (isOn) => post({ kind: "showPrompts", isOn })),
  ),
  list,
  nextEdits,
  servers,
);

document.body.append(main);
window.addEventListener("message", ({ data }: MessageEvent<ToInspector>) => {
  report = data.report;
  drawNow();
  drawServers();
  drawRequests();
  drawNextEdits();
});
for (const each of [list, nextEdits]) each.addEventListener("toggle", rememberOpen, { capture: true });
post({ kind: "ready" });

function drawNow(): void {
  const { now: cursor } = report;
  if (cursor === undefined) now.replaceChildren();
  else now.replaceChildren(element("strong", {}, `${t("At the cursor now:")} `), cursor);
}

function drawServers(): void {
  const sentences = (report.servers ?? []).map((server) => element("p", { class: "server" }, describeServer(server)));
  const troubles = (report.troubles ?? []).map((sentence) => element("p", { class: "trouble" }, sentence));
  servers.replaceChildren(...sentences, ...troubles);
}

/** Draws again only what has changed, so that the next keystroke does not disturb reading. */
function drawNextEdits(): void {
  const edits = report.nextEdits ?? [];
  const key = edits.map(({ id, outcome }) => `${id} ${outcome}`).join(",");
  if (nextEdits.dataset["key"] === key) return;
  nextEdits.dataset["key"] = key;
  const rows = edits.map((edit) => renderNextEdit(edit, open.has(`next ${edit.id}`), post));
  nextEdits.replaceChildren(...(rows.length > 0 ? [element("h2", {}, t("Last next edits")), ...rows] : []));
}

/** Returns the parts of a request that may change after it was drawn, such as the model's late figures. */
function keyOf({ id, outcome, prompt, rawText, snippets, ...figures }: InspectorRequest): string {
  const { promptTokens, completionTokens, firstTokenMs } = figures;
  const isShown = [prompt !== undefined, rawText !== undefined];
  return [id, outcome, ...isShown, snippets.length, promptTokens, completionTokens, firstTokenMs].join(" ");
}

/** Keeps the elements that are already drawn, so that the next keystroke does not disturb reading. */
function drawRequests(): void {
  const [drawnRows, drawnPlaces] = [rows, places];
  rows = new Map();
  places = new Map();
  const rowOf = (request: InspectorRequest) => {
    const key = keyOf(request);
    const row = drawnRows.get(key) ?? renderRequest(request, open.has(String(request.id)), post);
    rows.set(key, row);
    return row;
  };
  const sections = groupByPlace(report.requests, filter).map((place) => {
    const view = drawnPlaces.get(place.key) ?? new PlaceView(place, openPlace);
    places.set(place.key, view);
    view.draw(place, rowOf);
    return view.section;
  });
  const none = element("p", { class: "quiet" }, emptyText(report.requests));
  placeChildren(list, sections.length > 0 ? sections : [none]);
}

function emptyText(requests: readonly InspectorRequest[]): string {
  return requests.length === 0
    ? t("Type in a file, and each request appears here with its reason.")
    : t("None of the last requests is of this kind.");
}

function rememberOpen(event: Event): void {
  if (!(event.target instanceof HTMLDetailsElement)) return;
  const { id = "" } = event.target.dataset;
  if (event.target.open) open.add(id);
  else open.delete(id);
}

function filterBox(): HTMLElement {
  const options = Object.entries(filters).map(([value, label]) => element("option", { attributes: { value } }, label));
  const box = element("select", {}, ...options);
  box.addEventListener("change", () => {
    filter = Object.keys(filters).find((each): each is RequestFilter => each === box.value) ?? "all";
    drawRequests();
  });
  return element("label", {}, t("Show"), box);
}

function promptSwitch(label: string, change: (isOn: boolean) => void): HTMLElement {
  const box = element("input", { attributes: { type: "checkbox" } });
  box.addEventListener("change", () => change(box.checked));
  return element("label", {}, box, label);
}
