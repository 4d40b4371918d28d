import { button, type Child, element } from "../dom/element.ts";
import { formatCount, formatPercent } from "../dom/format.ts";
import { scrollable } from "../dom/scrollable.ts";
import { t } from "../dom/t.ts";
import type { FromInspector, InspectorRequest } from "../protocol.ts";
import { formatMs, formatTime } from "./format.ts";

type Post = (message: FromInspector) => void;

const outcomeNames = {
  offered: t("Offered"),
  empty: t("Nothing"),
  skipped: t("Skipped"),
  cancelled: t("Cancelled"),
  failed: t("Failed"),
} as const satisfies Record<InspectorRequest["outcome"], string>;

const sourceNames = { embedded: t("engine"), cache: t("cache"), server: t("server") } as const;

/** One request: a summary line that unfolds into its details. */
export function renderRequest(request: InspectorRequest, isOpen: boolean, post: Post): HTMLDetailsElement {
  const { id, at, outcome, source, confidence, totalMs, suggestion } = request;
  const summary = element(
    "summary",
    {},
    element("time", {}, formatTime(at)),
    element("span", { class: `outcome ${outcome}` }, outcomeNames[outcome]),
    element(
      "span",
      { class: "what", title: suggestion ?? request.reason },
      suggestion === undefined ? request.reason : oneLine(suggestion),
    ),
    element("span", { class: "number" }, source === undefined ? "" : sourceNames[source]),
    element("span", { class: "number" }, confidence === undefined ? "" : formatPercent(confidence)),
    element("span", { class: "number" }, formatMs(totalMs)),
  );
  const details = element("details", { class: "request", attributes: { "data-id": String(id) } }, summary);
  details.open = isOpen;
  // Details are drawn when they are unfolded: fifty requests with their snippets are many elements.
  if (isOpen) details.append(renderDetails(request, post));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(renderDetails(request, post));
  });
  return details;
}

function oneLine(text: string): HTMLElement {
  const [first = "", ...rest] = text.split("\n");
  return element(
    "code",
    {},
    rest.length > 0 ? `${first.trim()} … ${t("{0} lines", formatCount(rest.length + 1))}` : first.trim(),
  );
}

function renderDetails(request: InspectorRequest, post: Post): HTMLElement {
  const { reason, suggestion, origin, snippets, prompt, rawText, path, line, uri } = request;
  const open = (label: string, toUri: string, toLine: number) =>
    button(
      { class: "link", title: t("Open {0}", label), onClick: () => post({ kind: "open", uri: toUri, line: toLine }) },
      label,
    );
  return element(
    "div",
    { class: "details" },
    // Without a suggestion, the summary says it.
    suggestion === undefined || reason === "" ? undefined : element("p", { class: "reason" }, reason),
    facts([
      [t("Position"), open(`${path}:${line + 1}`, uri, line)],
      [t("Trigger"), request.trigger === "explicit" ? t("on request") : t("while typing")],
      [
        t("Learned from"),
        origin === "language"
          ? t("no file: it is common in this language")
          : origin && open(`${origin.path}:${origin.line + 1}`, origin.uri, origin.line),
      ],
      [t("Confidence"), request.confidence === undefined ? undefined : formatPercent(request.confidence)],
      [t("Changed by"), request.changedBy.length === 0 ? undefined : request.changedBy.join(", ")],
      [t("Dropped by"), request.droppedBy],
      [t("Prompt"), describePrompt(request)],
      [t("Answer"), describeTokens(request.completionTokens)],
      [
        t("First token"),
        request.firstTokenMs === undefined ? undefined : t("after {0}", formatMs(request.firstTokenMs)),
      ],
      [t("Redacted"), describeSecrets(request.redactions)],
    ]),
    suggestion === undefined ? undefined : block(t("Suggestion"), suggestion),
    renderStages(request),
    snippets.length > 0 ? renderSnippets(request, open) : undefined,
    prompt === undefined ? undefined : block(t("Prompt as sent"), prompt),
    rawText === undefined ? undefined : block(t("Answer as received"), rawText),
  );
}

function describePrompt({ promptTokens, cachedTokens = 0 }: InspectorRequest): string | undefined {
  if (promptTokens === undefined) return undefined;
  return cachedTokens > 0
    ? t("{0} tokens, {1} in the server's cache", formatCount(promptTokens), formatCount(cachedTokens))
    : describeTokens(promptTokens);
}

function describeTokens(count: number | undefined): string | undefined {
  if (count === undefined) return undefined;
  return count === 1 ? t("1 token") : t("{0} tokens", formatCount(count));
}

function describeSecrets(count: number | undefined): string | undefined {
  if (!count) return undefined;
  return count === 1 ? t("1 secret") : t("{0} secrets", formatCount(count));
}

function facts(entries: readonly (readonly [string, Child])[]): HTMLElement {
  const known = entries.filter(([, value]) => value !== undefined);
  return element(
    "dl",
    { class: "facts" },
    ...known.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}

function block(title: string, text: string): HTMLElement {
  return element(
    "section",
    {},
    element("h3", {}, title),
    scrollable(element("pre", {}, element("code", {}, text)), title),
  );
}

/** Stages on one timeline: each bar begins where the previous one ends. */
function renderStages({ stages, totalMs }: InspectorRequest): HTMLElement | undefined {
  if (stages.length === 0) return undefined;
  let passed = 0;
  // Stages may run at the same time: their sum can be more than the total.
  const ofAll = stages.reduce((sum, { ms }) => sum + ms, 0);
  const scale = 100 / Math.max(totalMs, ofAll, 0.001);
  const rows = stages.map(({ name, ms }) => {
    const bar = element("span", { class: "stage-bar" });
    bar.style.marginLeft = `${Math.min(99, passed * scale)}%`;
    bar.style.width = `${Math.min(100, ms * scale)}%`;
    passed += ms;
    return element(
      "tr",
      {},
      element("th", { attributes: { scope: "row" } }, name),
      element("td", { class: "track" }, bar),
      element("td", { class: "number" }, formatMs(ms)),
    );
  });
  const table = element("table", { class: "stages" }, element("tbody", {}, ...rows));
  return element("section", {}, element("h3", {}, t("Time: {0}", formatMs(totalMs))), table);
}

function renderSnippets(
  { snippets }: InspectorRequest,
  open: (label: string, uri: string, line: number) => HTMLElement,
): HTMLElement {
  const head = [t("Snippet"), t("Score"), t("Tokens")].map((name) =>
    element("th", { attributes: { scope: "col" } }, name),
  );
  const rows = snippets.map(({ uri, path, startLine, endLine, score, tokens }) =>
    element(
      "tr",
      {},
      element("td", {}, open(`${path}:${startLine + 1}–${endLine}`, uri, startLine)),
      element("td", { class: "number" }, score.toFixed(2)),
      element("td", { class: "number" }, formatCount(tokens)),
    ),
  );
  const table = element(
    "table",
    { class: "snippets" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
  return element("section", {}, element("h3", {}, t("Snippets in the prompt")), table);
}
