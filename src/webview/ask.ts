import { renderEmptyState } from "./ask/emptyState.ts";
import { QuestionBox } from "./ask/questionBox.ts";
import { isRunning, TurnView } from "./ask/turnView.ts";
import { element } from "./dom/element.ts";
import { connectToHost } from "./dom/host.ts";
import type { AskTurn, FromAskPanel, ToAskPanel } from "./protocol.ts";

/** Number of turns that are kept across a restart of the window. */
const keptTurns = 20;
/** Distance from the end, in pixels, within which the view scrolls with the answer. */
const followWithin = 48;

const host = connectToHost<FromAskPanel>();
const post = (message: FromAskPanel) => host.postMessage(message);
const views = new Map<number, TurnView>();
const conversation = element("div", { class: "conversation" });
const box = new QuestionBox({
  ask: (question) => post({ kind: "ask", question }),
  stop: () => post({ kind: "stop" }),
});
const empty = renderEmptyState((question) => box.fill(question));

document.body.append(element("main", {}, empty, conversation), element("footer", {}, box.root));
window.addEventListener("message", ({ data }: MessageEvent<ToAskPanel>) => receive(data));
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && [...views.values()].some(({ turn }) => isRunning(turn))) post({ kind: "stop" });
});
// The editor gives the focus to the page as a whole.
window.addEventListener("focus", () => {
  if (document.activeElement === document.body) box.focus();
});
post({ kind: "ready" });
box.focus();

function receive(message: ToAskPanel): void {
  const isAtEnd = window.innerHeight + window.scrollY >= document.body.scrollHeight - followWithin;
  switch (message.kind) {
    case "session":
      views.clear();
      conversation.replaceChildren();
      for (const turn of message.turns) show(turn);
      break;
    case "turn":
      show(message.turn);
      break;
    case "text":
      views.get(message.id)?.append(message.text);
      break;
  }
  if (message.kind !== "text") refresh();
  if (message.kind === "session") requestAnimationFrame(() => window.scrollTo(0, document.body.scrollHeight));
  // A turn that begins is brought into view; a growing one is followed only by those who look at its end.
  if (message.kind === "turn" && message.turn.status.kind === "searching")
    views.get(message.turn.id)?.root.scrollIntoView();
  else if (isAtEnd && message.kind === "text")
    requestAnimationFrame(() => window.scrollTo(0, document.body.scrollHeight));
}

function show(turn: AskTurn): void {
  const known = views.get(turn.id);
  if (known) {
    known.update(turn);
    return;
  }
  const view = new TurnView(turn, post);
  views.set(turn.id, view);
  conversation.append(view.root);
}

function refresh(): void {
  const turns = [...views.values()].map(({ turn }) => turn);
  empty.hidden = turns.length > 0;
  const last = Math.max(0, ...turns.map(({ id }) => id));
  for (const [id, view] of views) view.isLast = id === last;
  box.running(turns.some(isRunning), turns.length > 0);
  host.setState({ turns: turns.slice(-keptTurns) });
}
