import { expect, it } from "vitest";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { rememberRedactions } from "../../../src/core/privacy/rememberRedactions.ts";

it("reads each of the last texts once and says the same of it", () => {
  const read: string[] = [];
  const remembering = rememberRedactions((text) => {
    read.push(text);
    return redact(text);
  });
  const secret = `const key = "AKIA${"Z7QX".repeat(4)}";`;
  expect(remembering(secret)).toEqual(redact(secret));
  expect(remembering(secret)).toEqual({ text: 'const key = "[redacted]";', count: 1 });
  expect(read).toEqual([secret]);
});

it("forgets what was used longest ago", () => {
  const read: string[] = [];
  const remembering = rememberRedactions((text) => {
    read.push(text);
    return { text, count: 0 };
  });
  const texts = Array.from({ length: 64 }, (_, index) => `text ${index}`);
  for (const text of texts) remembering(text);
  remembering("text 0");
  remembering("one more");
  read.length = 0;
  remembering("text 0");
  remembering("text 1");
  expect(read).toEqual(["text 1"]);
});
