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

test("a server that refuses fields is described with what requests do instead", () => {
  expect(describeServer(server)).toBe("Today https://ask.example got 1,200 requests.");
  expect(describeServer({ ...server, changes: ['without "temperature"'] })).toBe(
    'Today https://ask.example got 1,200 requests. It refuses fields, so requests are sent without "temperature".',
  );
  expect(
    describeServer({ ...server, changes: ['without "stop"', 'with "max_completion_tokens" instead of "max_tokens"'] }),
  ).toMatch(/ sent without "stop" and with "max_completion_tokens" instead of "max_tokens"\.$/);
});
