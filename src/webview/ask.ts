import { renderEmptyState } from "./ask/emptyState.ts";
import { PassagePreview } from "./ask/passagePreview.ts";
import {
  type AskSession,
  type AskTurn,
  type FromAskPanel,
  type ToAskPanel,
  type TokenColors,
  tokenKinds,
} from "./ask/protocol.ts";
import { QuestionBox } from "./ask/questionBox.ts";
import { renderToolbar } from "./ask/toolbar.ts";
import { turnMarkdown } from "./ask/turnMarkdown.ts";
import { isRunning, TurnView } from "./ask/turnView.ts";
import { element } from "./dom/element.ts";
import { connectToHost } from "./dom/host.ts";

/** Number of turns that are kept across a restart of the window. */
const keptTurns = 20;
/** Distance from the end, in pixels, within which the view scrolls with the answer. */
const followWithin = 48;

const host = connectToHost<FromAskPanel>();
const post = (message: FromAskPanel) => host.postMessage(message);
const views = new Map<number, TurnView>();
let session = { id: "", at: 0 };
const conversation = element("div", { class: "conversation" });
const preview = new PassagePreview();
const box = new QuestionBox({
  ask: (question, replaces) => post({ kind: "ask", question, replaces }),
  stop: () => post({ kind: "stop" }),
  complete: (text) => post({ kind: "complete", text }),
});
const toolbar = renderToolbar({
  startNew: () => {
    post({ kind: "newConversation" });
    box.focus();
  },
  showHistory: () => post({ kind: "showHistory" }),
  copyAll: () => post({ kind: "copy", text: turns().map(turnMarkdown).join("\n") }),
});
const empty = renderEmptyState((question) => box.fill(question));

const footer = element("footer", {}, box.root);
document.body.append(toolbar.root, element("main", {}, empty, conversation), footer, preview.root);
new ResizeObserver(() => {
  document.documentElement.style.setProperty("--question-height", `${footer.offsetHeight}px`);
}).observe(footer);
window.addEventListener("message", ({ data }: MessageEvent<ToAskPanel>) => receive(data));
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && turns().some(isRunning)) post({ kind: "stop" });
});
// The editor gives the focus to the page as a whole.
window.addEventListener("focus", () => {
  if (document.activeElement === document.body) box.focus();
});
post({ kind: "ready" });
box.focus();

function turns(): readonly AskTurn[] {
  return [...views.values()].map(({ turn }) => turn);
}

function receive(message: ToAskPanel): void {
  const isAtEnd = window.innerHeight + window.scrollY >= document.body.scrollHeight - followWithin;
  switch (message.kind) {
    case "session":
      session = { id: message.id, at: message.at };
      views.clear();
      conversation.replaceChildren();
      for (const turn of message.turns) show(turn);
      refresh();
      showTurn(message.turns.at(-1));
      break;
    case "turn":
      show(message.turn);
      refresh();
      if (isAtEnd || message.turn.status.kind === "searching") showTurn(message.turn);
      break;
    case "text":
      views.get(message.id)?.append(message.text);
      // A growing answer is followed only by those who look at its end.
      if (isAtEnd) scrollToEnd();
      break;
    case "theme":
      colorTokens(message.colors);
      break;
    case "completions":
      box.propose(message.text, message.items);
      break;
  }
}

/** Scrolls to the end of an answer. Passages without one are read from the first, which fits best. */
function showTurn(turn: AskTurn | undefined): void {
  if (turn?.answer === "") requestAnimationFrame(() => views.get(turn.id)?.root.scrollIntoView());
  else scrollToEnd();
}

function scrollToEnd(): void {
  requestAnimationFrame(() => window.scrollTo(0, document.body.scrollHeight));
}

function show(turn: AskTurn): void {
  const known = views.get(turn.id);
  if (known) {
    known.update(turn);
    return;
  }
  const view = new TurnView(turn, { post, preview, edit: ({ question, id }) => box.edit(question, id) });
  views.set(turn.id, view);
  conversation.append(view.root);
}

function refresh(): void {
  const all = turns();
  empty.hidden = all.length > 0;
  toolbar.hasTurns(all.length > 0);
  const last = Math.max(0, ...all.map(({ id }) => id));
  for (const [id, view] of views) view.isLast = id === last;
  box.running(all.some(isRunning), all.length > 0);
  host.setState({ ...session, turns: all.slice(-keptTurns) } satisfies AskSession);
}

/** The style sheet has colors for kinds that the theme does not color. */
function colorTokens(colors: TokenColors): void {
  for (const kind of tokenKinds) {
    const color = colors[kind];
    if (color === undefined) document.documentElement.style.removeProperty(`--theme-${kind}`);
    else document.documentElement.style.setProperty(`--theme-${kind}`, color);
  }
}
