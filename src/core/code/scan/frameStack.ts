import type { Frame, Mark, Span } from "./scanState.ts";

/** Whether a frame is text inside code: a string, a here-document or a block of text. */
export function isText({ kind }: Frame): boolean {
  return kind === "string" || kind === "heredoc" || kind === "block";
}

/** What is open at a place of a scan, and what was found on the way there. Places count from the document's start. */
export class FrameStack {
  readonly marks: Mark[] = [];
  readonly spans: Span[] = [];
  readonly #frames: Frame[];

  /** @param frames what is open already, outermost first */
  constructor(frames: readonly Frame[]) {
    this.#frames = [...frames];
  }

  /** Outermost first. */
  get all(): readonly Frame[] {
    return this.#frames;
  }

  get top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  /** Opens something that leaves no mark of its own. */
  push(frame: Frame): void {
    this.#frames.push(frame);
  }

  /** Opens a bracket or a block that a word opens. */
  open(frame: Extract<Frame, { kind: "bracket" | "word" }>, length: number): void {
    this.#frames.push(frame);
    this.mark("open", frame.at, frame.at + length, undefined);
  }

  /** Closes what fits, also where nothing does: then the mark has no partner. */
  close(fits: (frame: Frame) => boolean, at: number, end: number): void {
    this.mark("close", at, end, this.#popTo(fits));
  }

  mark(kind: Mark["kind"], at: number, end: number, partner: number | undefined): void {
    this.marks.push({ kind, at, end, partner });
  }

  /** Exchanges the innermost frame. */
  replaceTop(frame: Frame): void {
    this.#frames[this.#frames.length - 1] = frame;
  }

  /** Takes the innermost frame away; what it was stands as a span if it was no code. */
  pop(close: number, to: number): void {
    const frame = this.#frames.pop();
    if (frame) this.#span(frame, close, to, false);
  }

  /** Takes a frame and all inside of it away, without a trace. */
  dropFrom(frame: Frame): void {
    this.#frames.length = this.#frames.indexOf(frame);
  }

  /** The text ends here: what is open is a span that goes on. */
  end(at: number): void {
    for (const frame of this.#frames) this.#span(frame, at, at, true);
  }

  /** Closes the innermost frame that fits, and with it what was left open inside; stops at the edge of a string's hole. */
  #popTo(fits: (frame: Frame) => boolean): number | undefined {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const frame = this.#frames[i];
      if (!frame) return undefined;
      if (fits(frame)) {
        this.#frames.length = i;
        return frame.at;
      }
      const isEdge = (frame.kind === "bracket" && frame.hole) || frame.kind === "embedded" || frame.kind === "string";
      if (isEdge) return undefined;
    }
    return undefined;
  }

  #span(frame: Frame, close: number, to: number, open: boolean): void {
    const kind = isText(frame) ? "string" : frame.kind;
    if (kind === "string" || kind === "comment") this.spans.push({ kind, from: frame.at, close, to, open });
  }
}
