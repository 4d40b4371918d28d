import { expect, test } from "vitest";
import { describeServer } from "../../../src/webview/inspector/describeServer.ts";

const server = {
  server: "https://ask.example",
  use: "completions",
  requests: 1_200,
  maxRequests: 0,
  promptTokens: 0,
  cachedTokens: 0,
  completionTokens: 0,
} as const;

test.each([
  [{}, "got 1,200 requests."],
  [{ requests: 1 }, "got 1 request."],
  [{ requests: 1, promptTokens: 900, completionTokens: 20 }, "got 1 request: 900 tokens read, 20 written."],
  [{ maxRequests: 2_000 }, "got 1,200 of at most 2,000 requests."],
  [
    { maxRequests: 2_000, promptTokens: 9_000, cachedTokens: 8_000, completionTokens: 70 },
    "got 1,200 of at most 2,000 requests: 9,000 tokens read, 8,000 of them from its cache, 70 written.",
  ],
])("requests and tokens of today are one sentence: %j", (changes, end) => {
  expect(describeServer({ ...server, ...changes })).toBe(`Today https://ask.example ${end}`);
});

test("a server that refuses fields is described with what requests do instead", () => {
  expect(describeServer({ ...server, changes: ['without "temperature"'] })).toBe(
    'Today https://ask.example got 1,200 requests. It refuses fields, so requests are sent without "temperature".',
  );
  expect(
    describeServer({ ...server, changes: ['without "stop"', 'with "max_completion_tokens" instead of "max_tokens"'] }),
  ).toMatch(/ sent without "stop" and with "max_completion_tokens" instead of "max_tokens"\.$/);
});
