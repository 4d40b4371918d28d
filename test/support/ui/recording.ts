import { writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import UPNG from "upng-js";

/** Colours of the picture; text in an editor has few. */
const colors = 256;

interface Frame {
  readonly png: Buffer;
  readonly ms: number;
}

/** Screenshots of a window, one after another, that become an animated PNG. */
export class Recording {
  readonly #page: Page;
  readonly #frames: Frame[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** Adds the window as it is now. @param ms how long the frame stays */
  async frame(ms: number): Promise<void> {
    this.#frames.push({ png: await this.#page.screenshot({ caret: "initial" }), ms });
  }

  get length(): number {
    return this.#frames.length;
  }

  /** Writes the animation. Its first frame is what a viewer shows that does not animate. */
  async write(path: string): Promise<void> {
    const decoded = this.#frames.map(({ png }) => UPNG.decode(bytesOf(png)));
    const [first] = decoded;
    if (!first) throw new Error("Nothing was recorded.");
    const pixels = decoded.map((each) => UPNG.toRGBA8(each)[0] ?? new ArrayBuffer(0));
    const delays = this.#frames.map(({ ms }) => ms);
    await writeFile(path, Buffer.from(UPNG.encode(pixels, first.width, first.height, colors, delays)));
  }
}

/** The buffer's own bytes: Node may keep several buffers in one piece of memory. */
function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
