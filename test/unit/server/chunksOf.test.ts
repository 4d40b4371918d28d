import { expect, test } from "vitest";
import { chunksOf } from "../../../src/core/server/http/chunksOf.ts";

/** A body as in browsers whose streams can't be iterated. */
function bodyOf(
  pieces: readonly string[],
  onCancel: () => void,
  failure?: Error,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const piece = left.shift();
      if (piece) controller.enqueue(piece);
      else if (failure) controller.error(failure);
      else controller.close();
    },
    cancel: onCancel,
  });
  return Object.defineProperty(body, Symbol.asyncIterator, { value: undefined });
}

async function read(response: Pick<Response, "body">, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const texts: string[] = [];
  for await (const bytes of chunksOf(response)) {
    texts.push(new TextDecoder().decode(bytes));
    if (texts.length === most) break;
  }
  return texts;
}

test("reads all pieces; an answer without a body has none", async () => {
  let cancelled = 0;
  expect(await read({ body: bodyOf(["a", "b"], () => cancelled++) })).toEqual(["a", "b"]);
  expect(await read({ body: null })).toEqual([]);
  expect(cancelled).toBe(0);
});

test("stopping early ends the stream, and its failure is passed on", async () => {
  let cancelled = 0;
  expect(await read({ body: bodyOf(["a", "b", "c"], () => cancelled++) }, 1)).toEqual(["a"]);
  expect(cancelled).toBe(1);
  await expect(read({ body: bodyOf(["a"], () => cancelled++, new Error("cut")) })).rejects.toThrow("cut");
  expect(cancelled).toBe(1);
});
