import { deepSeek } from "./deepSeek.ts";
import { inEditor } from "./inEditor.ts";
import { llamaCpp } from "./llamaCpp.ts";
import { mistral } from "./mistral.ts";
import { ollama } from "./ollama.ts";
import { openAiChat, openAiFim, openAiSuffix } from "./openAi.ts";
import type { ProtocolRow } from "./protocolRow.ts";

/**
 * Every protocol, by its name in the settings. A row is all that a new protocol needs, besides its name and description
 * in package.json, which a test compares with this table. No other code may test for a protocol's name.
 */
export const protocols = {
  "openai-fim": openAiFim,
  "openai-suffix": openAiSuffix,
  "openai-chat": openAiChat,
  llamacpp: llamaCpp,
  ollama,
  mistral,
  deepseek: deepSeek,
  transformers: inEditor,
} as const satisfies Readonly<Record<string, ProtocolRow>>;

/** The name of a protocol. */
export type Protocol = keyof typeof protocols;

/** Names of all protocols, in the order of the table. */
export const protocolNames: readonly Protocol[] = Object.keys(protocols).filter(isProtocol);

/** Protocols that send requests to a server. */
export const serverProtocols: readonly Protocol[] = protocolNames.filter((name) => runsOnServer(name));

/** The protocol of servers that chat: Ask's own server, and models that take no fill-in-the-middle prompt. */
export const chatProtocol = "openai-chat" satisfies Protocol;

/** The protocol of models that run without a server. */
export const inEditorProtocol = "transformers" satisfies Protocol;

export function isProtocol(name: string): name is Protocol {
  return Object.hasOwn(protocols, name);
}

/** The row of a protocol, as its declared type: the table's own type knows which members each row leaves out. */
export function protocolRow(protocol: Protocol): ProtocolRow {
  return protocols[protocol];
}

/** Whether code is sent to the protocol's base URL. */
export function runsOnServer(protocol: Protocol): boolean {
  return protocolRow(protocol).runs === "onServer";
}
