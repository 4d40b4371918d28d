import { expect, test } from "vitest";
import type { ServerConfig } from "../../../src/core/server/protocols/serverConfig.ts";
import { mayPrefetch, type PrefetchChoice } from "../../../src/core/server/setup/mayPrefetch.ts";

const here = { protocol: "llamacpp", baseUrl: "localhost:8080" } as const;
const elsewhere = { protocol: "mistral", baseUrl: "https://codestral.mistral.ai" } as const;
const insideEditor = { protocol: "transformers", baseUrl: "" } as const;
const insideFromMirror = { protocol: "transformers", baseUrl: "http://localhost:8080" } as const;

test.each<[PrefetchChoice, Pick<ServerConfig, "protocol" | "baseUrl">, boolean]>([
  ["thisMachine", here, true],
  ["thisMachine", elsewhere, false],
  ["always", elsewhere, true],
  ["never", here, false],
])("%s: %j → %s", (choice, server, expected) => {
  expect(mayPrefetch(choice, server)).toBe(expected);
});

test.each<PrefetchChoice>(["thisMachine", "always", "never"])(
  "a model inside the editor is not asked ahead under %s, even when it comes from a mirror on this machine",
  (choice) => {
    expect([mayPrefetch(choice, insideEditor), mayPrefetch(choice, insideFromMirror)]).toEqual([false, false]);
  },
);
