import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameFilter } from "../../../src/lsp/transport/frameFilter.ts";

/** What the filter passes on of some chunks, and why it dropped the rest. */
async function filtered(chunks: readonly string[]) {
  const dropped: string[] = [];
  const filter = new FrameFilter((reason) => dropped.push(reason));
  let output = "";
  filter.on("data", (data: Buffer) => {
    output += data.toString();
  });
  const ended = new Promise((resolve) => filter.once("end", resolve));
  for (const chunk of chunks) filter.write(chunk);
  filter.end();
  await ended;
  return { output, dropped };
}

function frame(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function inChunks(text: string, sizes: readonly number[]): readonly string[] {
  const chunks: string[] = [];
  for (let from = 0, at = 0; from < text.length; at++) {
    const size = sizes[at % sizes.length] ?? 1;
    chunks.push(text.slice(from, from + size));
    from += size;
  }
  return chunks;
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });

test("messages pass as they are, however they are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 5 }),
      sizes,
      async (bodies, cut) => {
        const input = bodies.map(frame).join("");
        expect(await filtered(inChunks(input, cut))).toEqual({ output: input, dropped: [] });
      },
    ),
  );
});

test("lines of rubbish between messages are dropped, however they are cut", async () => {
  const rubbish = fc.string({ maxLength: 30 }).map((text) => text.replace(/content|[\r\n]/gi, " "));
  await fc.assert(
    fc.asyncProperty(rubbish, sizes, async (noise, cut) => {
      const input = `${frame("{}")}${noise}\n${frame("[1]")}`;
      const { output } = await filtered(inChunks(input, cut));
      expect(output).toBe(frame("{}") + frame("[1]"));
    }),
  );
});

test("a content type is allowed, an empty or endless message is not", async () => {
  const typed = `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n${frame("{}")}`;
  expect(await filtered([typed])).toEqual({ output: frame("{}"), dropped: [] });
  expect((await filtered([`Content-Length: 0\r\n\r\n${frame("{}")}`])).output).toBe(frame("{}"));
  const endless = await filtered(["Content-Length: 99999999999\r\n\r\nabc"]);
  expect(endless).toEqual({ output: "", dropped: [expect.stringContaining("a message of 99999999999 bytes")] });
});
