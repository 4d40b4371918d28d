import type { DrawnGhost, Screen, TypingEvent } from "../typing.ts";

/** A recording of a page; one at a time. */
interface Recorder {
  readonly screen: () => Screen;
  readonly stop: () => void;
  /** Returns the events since the last call. */
  readonly take: () => TypingEvent[];
}

declare global {
  interface Window {
    hunchTyping: Recorder;
  }
}

/** Records what can be seen now, every key, and every change of ghost text and suggestion list in the frame that draws it. */
export function startRecorder(): void {
  const events: TypingEvent[] = [];
  let last = "";
  const look = () => {
    const screen = readScreen();
    const text = JSON.stringify(screen);
    if (text === last) return;
    last = text;
    events.push({ kind: "screen", at: performance.now(), ...screen });
  };
  const watched = { subtree: true, childList: true, characterData: true, attributeFilter: ["class"] };
  const observer = new MutationObserver(look);
  observer.observe(document.body, watched);
  look();
  const pressed = ({ key, timeStamp }: KeyboardEvent) => events.push({ kind: "key", at: timeStamp, key });
  window.addEventListener("keydown", pressed, true);
  const stop = () => {
    observer.disconnect();
    window.removeEventListener("keydown", pressed, true);
  };
  window.hunchTyping = { screen: readScreen, take: () => events.splice(0), stop };
}

function readScreen(): Screen {
  const editor = document.querySelector(".editor-instance .monaco-editor.focused");
  const ghost = editor ? readGhost(editor) : undefined;
  // With no item chosen, Tab goes to ghost text.
  const isListOpen = document.querySelector(".suggest-widget.visible .monaco-list-row.focused") !== null;
  return { ghost, isListOpen };
}

/** "-preview" marks text after the selected item of an open suggest widget. */
const ghostParts = ":is(.ghost-text-decoration, .ghost-text-decoration-preview)";

function readGhost(editor: Element): DrawnGhost | undefined {
  const inLine = [...editor.querySelectorAll(`.view-line ${ghostParts}`)];
  const below = [...editor.querySelectorAll(".suggest-preview-text .view-line")];
  if (inLine.length + below.length === 0) return undefined;
  const { text, between } = readLine(inLine);
  const lines = [text, ...below.map((line) => line.textContent)];
  return { text: lines.join("\n").replaceAll("\u00a0", " "), between };
}

/** Joins the parts of ghost text in a line, with what is between them. */
function readLine(parts: readonly Element[]): DrawnGhost {
  const last = parts.at(-1);
  let text = "";
  let between = 0;
  for (let part: Element | null = parts[0] ?? null; part; part = part.nextElementSibling) {
    text += part.textContent;
    if (!parts.includes(part)) between += part.textContent.length;
    if (part === last) break;
  }
  return { text, between };
}
