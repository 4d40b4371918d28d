import { expect, test } from "vitest";
import { boundAnswer } from "../../../src/core/ask/boundAnswer.ts";

async function read(chunks: AsyncIterable<string>, limit?: number) {
  const answer = boundAnswer(chunks, limit);
  let text = "";
  for (;;) {
    const step = await answer.next();
    if (step.done) return { text, ending: step.value };
    text += step.value;
  }
}

async function* forever(piece: (i: number) => string) {
  for (let i = 0; ; i++) yield piece(i);
}

test("ends an answer that grows beyond any use, exactly at the limit", async () => {
  const { text, ending } = await read(
    forever((i) => `line ${i}\n`),
    1_000,
  );
  expect(ending).toBe("tooLong");
  expect(text).toHaveLength(1_000);
});

test("ends an answer that turns in circles, whatever the chunks", async () => {
  const { text, ending } = await read(forever((i) => ["- a\n- b", "\n- c\n"][i % 2]!));
  expect(ending).toBe("repeating");
  expect(text.length).toBeLessThan(200);
});

test("lets a list of like but different lines pass", async () => {
  const list = Array.from({ length: 200 }, (_, i) => `- item ${i}\n`).join("");
  expect(await read((async function* () { yield list; })())).toEqual({ text: list, ending: "complete" }); // biome-ignore format: short
});

test("drops control characters and keeps what is text", async () => {
  const chunks = (async function* () { yield "a\u0000\u001b[31mb\r\nc\td 日本"; })(); // biome-ignore format: short
  expect((await read(chunks)).text).toBe("a[31mb\nc\td 日本");
});
