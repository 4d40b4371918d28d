import type { Frame, Mark, Span } from "./scanState.ts";

/** Whether a frame is text inside code: a string, a here-document or a block of text. */
export function isText({ kind }: Frame): boolean {
  return kind === "string" || kind === "heredoc" || kind === "block";
}

/** What is open at a position of a scan, with the marks and spans found so far. Positions count from the start of the document. */
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

  /** Opens a frame without a mark. */
  push(frame: Frame): void {
    this.#frames.push(frame);
  }

  /** Opens a bracket or a block and records its mark. */
  open(frame: Extract<Frame, { kind: "bracket" | "word" }>, length: number): void {
    this.#frames.push(frame);
    this.mark("open", frame.at, frame.at + length, undefined);
  }

  /** Closes the innermost frame that fits; if none does, the mark has no partner. */
  close(fits: (frame: Frame) => boolean, at: number, end: number): void {
    this.mark("close", at, end, this.#popTo(fits));
  }

  mark(kind: Mark["kind"], at: number, end: number, partner: number | undefined): void {
    this.marks.push({ kind, at, end, partner });
  }

  /** Replaces the innermost frame. */
  replaceTop(frame: Frame): void {
    this.#frames[this.#frames.length - 1] = frame;
  }

  /** Pops the innermost frame and records a span unless it was code. */
  pop(close: number, to: number): void {
    const frame = this.#frames.pop();
    if (frame) this.#span(frame, close, to, false);
  }

  /** Drops a frame and everything inside it without recording anything. */
  dropFrom(frame: Frame): void {
    this.#frames.length = this.#frames.indexOf(frame);
  }

  /** Records everything that is open at the end of the text as an open span. */
  end(at: number): void {
    for (const frame of this.#frames) this.#span(frame, at, at, true);
  }

  /** Pops the innermost frame that fits and everything inside it; does not leave a hole in a string. */
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
