import { element } from "./dom/element.ts";
import { connectToHost } from "./dom/host.ts";
import { renderNextEdit } from "./inspector/nextEditView.ts";
import { renderRequest } from "./inspector/requestView.ts";
import { renderServer } from "./inspector/serverView.ts";
import type { FromInspector, InspectorReport, InspectorRequest, ToInspector } from "./protocol.ts";

const host = connectToHost<FromInspector>();
const post = (message: FromInspector) => host.postMessage(message);
const open = new Set<string>();
let report: InspectorReport = { requests: [] };
let isOfferedOnly = false;

const servers = element("div");
const list = element("div", { class: "requests" });
const nextEdits = element("div", { class: "requests" });
const main = element(
  "main",
  {},
  element(
    "div",
    { class: "bar-of-switches" },
    element("h2", {}, "Last requests"),
    toggle("Only with a suggestion", (isOn) => {
      isOfferedOnly = isOn;
      drawRequests();
    }),
    toggle("Show prompts", (isOn) => post({ kind: "showPrompts", isOn })),
  ),
  list,
  nextEdits,
  servers,
);

document.body.append(main);
window.addEventListener("message", ({ data }: MessageEvent<ToInspector>) => {
  report = data.report;
  drawServers();
  drawRequests();
  drawNextEdits();
});
for (const each of [list, nextEdits]) each.addEventListener("toggle", rememberOpen, { capture: true });
post({ kind: "ready" });

function drawServers(): void {
  const sentences = (report.servers ?? []).map(renderServer);
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
  nextEdits.replaceChildren(...(rows.length > 0 ? [element("h2", {}, "Last next edits"), ...rows] : []));
}

/** Returns the parts of a request that may change after it was drawn, such as the model's late figures. */
function keyOf({ id, outcome, prompt, rawText, snippets, ...figures }: InspectorRequest): string {
  const { promptTokens, completionTokens, firstTokenMs } = figures;
  const isShown = [prompt !== undefined, rawText !== undefined];
  return [id, outcome, ...isShown, snippets.length, promptTokens, completionTokens, firstTokenMs].join(" ");
}

/** Keeps the elements of requests that are already drawn, so that the next keystroke does not disturb reading. */
function drawRequests(): void {
  const drawn = new Map([...list.querySelectorAll<HTMLElement>("details")].map((each) => [each.dataset["key"], each]));
  const shown = report.requests.filter(({ outcome }) => !isOfferedOnly || outcome === "offered");
  const rows = shown.map((request) => {
    const key = keyOf(request);
    const known = drawn.get(key);
    if (known) return known;
    const fresh = renderRequest(request, open.has(String(request.id)), post);
    fresh.dataset["key"] = key;
    return fresh;
  });
  const none = element("p", { class: "quiet" }, emptyText(report.requests));
  if (rows.length === 0) list.replaceChildren(none);
  else if (rows.some((row, i) => list.children[i] !== row) || list.children.length !== rows.length) place(rows);
}

/** Moves as few elements as possible, because an element that is moved loses the focus. */
function place(rows: readonly HTMLElement[]): void {
  for (const old of [...list.children]) if (!rows.some((row) => row === old)) old.remove();
  rows.forEach((row, i) => {
    if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null);
  });
}

function emptyText(requests: readonly InspectorRequest[]): string {
  return requests.length === 0
    ? "Type in a file, and each request appears here with its reason."
    : "None of the last requests has one.";
}

function rememberOpen(event: Event): void {
  if (!(event.target instanceof HTMLDetailsElement)) return;
  const { id = "" } = event.target.dataset;
  if (event.target.open) open.add(id);
  else open.delete(id);
}

function toggle(label: string, change: (isOn: boolean) => void): HTMLElement {
  const box = element("input", { attributes: { type: "checkbox" } });
  box.addEventListener("change", () => change(box.checked));
  return element("label", {}, box, label);
}
