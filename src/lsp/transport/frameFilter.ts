import { Transform, type TransformCallback } from "node:stream";

/** A longer message is skipped: a JavaScript string holds at most 512 MB, and its parsed form takes several times that. */
const maxMessageBytes = 256 * 1024 * 1024;
/** Longer text is not a header. */
const maxHeaderBytes = 4_096;
const headerEnd = Buffer.from("\r\n\r\n");
const lengthField = "content-length:";

/**
 * Passes on whole headers and bodies of messages and drops everything else, so that rubbish on the input, such as the
 * output of a shell's start-up file, can't shift the boundaries of the messages behind it.
 */
export class FrameFilter extends Transform {
  readonly #onDropped: (reason: string) => void;
  /** What may be the start of a header. */
  #head: Buffer = Buffer.alloc(0);
  /** Bytes of the current body that are still to come. */
  #expected = 0;
  #isSkipping = false;

  /** @param onDropped called with a sentence when something was dropped */
  constructor(onDropped: (reason: string) => void) {
    super();
    this.#onDropped = onDropped;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#expected > 0) {
        const body = rest.subarray(0, this.#expected);
        this.#expected -= body.length;
        if (!this.#isSkipping) this.push(body);
        rest = rest.subarray(body.length);
      } else {
        rest = this.#readHeader(this.#head.length > 0 ? Buffer.concat([this.#head, rest]) : rest);
      }
    }
    done();
  }

  /** Passes on the header at or after the start of `bytes`, if it is complete. Returns what follows it. */
  #readHeader(bytes: Buffer): Buffer {
    const end = bytes.indexOf(headerEnd);
    if (end < 0) {
      const kept = bytes.subarray(-maxHeaderBytes);
      if (kept.length < bytes.length) this.#onDropped(`${bytes.length - kept.length} bytes without a header`);
      this.#head = Buffer.from(kept);
      return Buffer.alloc(0);
    }
    this.#head = Buffer.alloc(0);
    const text = bytes.toString("latin1", 0, end);
    const start = text.toLowerCase().lastIndexOf(lengthField);
    const length = Number(/^content-length:\s*(\d+)\s*(?:\r\n|$)/i.exec(text.slice(start))?.[1]);
    const rest = bytes.subarray(end + headerEnd.length);
    if (start < 0 || !Number.isSafeInteger(length)) {
      this.#onDropped(`${end} bytes that are no header`);
      return rest;
    }
    if (start > 0 && !/^content-type:[^\r\n]*\r\n$/i.test(text.slice(0, start)))
      this.#onDropped(`${start} bytes before a header`);
    this.#expected = length;
    this.#isSkipping = length > maxMessageBytes;
    if (this.#isSkipping) this.#onDropped(`a message of ${length} bytes, at most ${maxMessageBytes} are read`);
    else if (length > 0) this.push(`Content-Length: ${length}\r\n\r\n`);
    return rest;
  }
}
