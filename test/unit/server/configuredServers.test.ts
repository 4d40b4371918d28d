import { expect, test } from "vitest";
import { configuredServers, type ServerChoice } from "../../../src/core/server/setup/configuredServers.ts";
import { keyOrigins } from "../../../src/core/server/setup/keyOrigins.ts";

const settings = (
  model: Partial<ServerChoice["model"]>,
  ask: Partial<ServerChoice["ask"]> = {},
  embeddingsModel = "embed",
): ServerChoice => ({
  model: { protocol: "none", baseUrl: "", name: "coder", fimFamily: "auto", ...model },
  ask: { baseUrl: "", name: "", embeddingsModel, embeddingsFrom: "server", ...ask },
});
const llama = { protocol: "llamacpp", baseUrl: "http://127.0.0.1:8080" } as const;
const mirror = { protocol: "transformers", baseUrl: "https://mirror.example" } as const;
const own = { baseUrl: "https://ask.example", name: "talker" };

test("embeddings come from Ask's own server, or else from the completion server", () => {
  expect(configuredServers(settings(llama)).embeddings).toEqual({ baseUrl: llama.baseUrl, model: "embed" });
  expect(configuredServers(settings(llama, own)).embeddings).toEqual({ baseUrl: own.baseUrl, model: "embed" });
  expect(configuredServers(settings({}, own)).embeddings).toEqual({ baseUrl: own.baseUrl, model: "embed" });
});

test("the mirror that a model inside the editor comes from gets no code and no question", () => {
  const servers = configuredServers(settings(mirror, { name: "talker" }));
  expect(Object.values(servers)).toEqual([undefined, undefined, undefined, undefined]);
  const besideIt = configuredServers(settings(mirror, own));
  expect(Object.values(besideIt).map((server) => server?.baseUrl)).toEqual([undefined, ...Array(3).fill(own.baseUrl)]);
});

test("without a server, an address or an embeddings model nothing is embedded", () => {
  expect(configuredServers(settings({ baseUrl: "http://left.over" })).embeddings).toBeUndefined();
  expect(configuredServers(settings({ ...llama, baseUrl: "" })).embeddings).toBeUndefined();
  expect(configuredServers(settings(llama, own, "")).embeddings).toBeUndefined();
});

test("questions go to a server of Ask's own, or to the completion server once it has a chat model", () => {
  const chatOf = (...given: Parameters<typeof settings>) => configuredServers(settings(...given)).chat;
  expect(chatOf(llama)).toBeUndefined();
  expect(chatOf(llama, { name: "talker" })).toMatchObject({ ...llama, model: "talker" });
  expect(chatOf({ ...llama, protocol: "openai-chat" })).toMatchObject({ protocol: "openai-chat", model: "coder" });
  expect(chatOf(llama, own)).toMatchObject({ protocol: "openai-chat", baseUrl: own.baseUrl, model: "talker" });
});

test("a key is asked for the configured servers, once each", () => {
  const completing = { origin: "http://127.0.0.1:8080", uses: ["completions"] };
  const asking = { origin: "https://ask.example", uses: ["ask"] };
  expect(keyOrigins(settings(llama, own))).toEqual([completing, asking]);
  const shared = settings(llama, { baseUrl: "http://127.0.0.1:8080/v1" });
  expect(keyOrigins(shared)).toEqual([{ ...completing, uses: ["completions", "ask"] }]);
  expect(keyOrigins(settings({ ...llama, baseUrl: "no address" }, own))).toEqual([asking]);
});

test("no key is asked for a mirror, nor for this editor", () => {
  expect(keyOrigins(settings(mirror))).toEqual([]);
  expect(keyOrigins(settings(mirror, own))).toEqual([{ origin: "https://ask.example", uses: ["ask"] }]);
});
