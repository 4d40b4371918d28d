import { expect, test } from "vitest";
import { LspClient } from "../support/lsp/lspClient.ts";
import { ModelServer } from "../support/modelServer.ts";
import { randomFrom } from "../support/random.ts";

/** Number of messages that change the document, and after how many of them the server's text is compared. */
const changes = 600;
const requestEvery = 20;
const pieces = ["a", "count", " ", "é", "😀", "(", "\n", "\r\n", "const b = a;\n", "\n\n  a += 1;\n", ""];
const seed = 20261127;

/** Length of a text in the units of an encoding. */
const lengthIn = {
  "utf-8": (text: string) => Buffer.byteLength(text),
  "utf-16": (text: string) => text.length,
  "utf-32": (text: string) => [...text].length,
} as const;

for (const encoding of ["utf-8", "utf-16", "utf-32"] as const) {
  test(`random changes, closed and opened documents and cancelled requests leave the same text, in ${encoding}`, async () => {
    await using server = await ModelServer.start({ answer: () => ({ chunks: ["1;"] }) });
    const model = {
      protocol: "openai-suffix", baseUrl: server.url, name: "tiny", prefetch: "never", maxRequestsPerDay: 0,
    }; // biome-ignore format: a row
    await using client = await LspClient.start({
      initializationOptions: { hunch: { model } },
      capabilities: { general: { positionEncodings: [encoding] } },
    });
    const { below, pick } = randomFrom(seed);
    let text = "const a = 1;\n";
    client.open("a.ts", text);

    const positionAt = (offset: number) => {
      const lines = text.slice(0, offset).split("\n");
      return { line: lines.length - 1, character: lengthIn[encoding](lines.at(-1) ?? "") };
    };
    /** An offset that is not inside a line end or a character. */
    const place = () => {
      const offset = below(text.length + 1);
      const around = text.slice(Math.max(0, offset - 1), offset + 1);
      return around === "\r\n" || /^[\ud800-\udbff][\udc00-\udfff]$/.test(around) ? offset - 1 : offset;
    };
    const change = () => {
      const inserted = pick(pieces);
      if (below(40) === 0) {
        text = text.slice(0, place()) + inserted;
        return { text };
      }
      const start = place();
      const end = below(3) > 0 ? start : Math.max(start, Math.min(place(), start + 60));
      const range = { start: positionAt(start), end: positionAt(end) };
      text = text.slice(0, start) + inserted + text.slice(end);
      return { range, text: inserted };
    };

    for (let done = 1; done <= changes; done++) {
      client.change("a.ts", Array.from({ length: 1 + below(3) }, change));
      if (below(25) === 0) {
        client.close("a.ts");
        client.open("a.ts", text);
      }
      const { line, character } = positionAt(place());
      if (below(10) === 0) client.completeCancellably("a.ts", line, character)();
      if (done % requestEvery !== 0) continue;
      const before = `\nconst total${done} = `;
      const range = { start: positionAt(text.length), end: positionAt(text.length) };
      text += before;
      client.change("a.ts", [{ range, text: before }]);
      const cursor = positionAt(text.length);
      const isAsked = ({ asked }: ModelServer) => asked.some(({ body }) => String(body["prompt"]).endsWith(before));
      await client.complete("a.ts", cursor.line, cursor.character, 1);
      await server.until(isAsked);
      const prompts = server.asked
        .map(({ body }) => String(body["prompt"]))
        .filter((prompt) => prompt.endsWith(before));
      expect(prompts[0]?.endsWith(text.replaceAll("\r\n", "\n")), `after ${done} changes, seed ${seed}`).toBe(true);
    }
    expect(client.process.exitCode).toBeNull();
  });
}
