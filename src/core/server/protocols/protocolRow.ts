import type {
  ChatMessage,
  CompletionLimits,
  ModelUsage,
  PromptParts,
  ToolMessage,
  ToolSpec,
} from "../../types/model.ts";
import type { Snippet } from "../../types/snippet.ts";
import type { RequestBody } from "../http/fieldMemory.ts";
import type { PromptFormats } from "./promptFormats.ts";

/** Which model a server is asked for, and how its prompts are built. */
export interface ModelChoice {
  /** As the server lists it; may be empty for a server that holds a single model. */
  readonly model: string;
  /** The name of a family in the table of the prompt room, or "auto": by the model's name or the server's template. */
  readonly fimFamily: string;
  /** Context size in tokens, for servers that size it by request (Ollama). Constant: another size reloads the model. */
  readonly contextTokens?: number | undefined;
}

/** What one event of a streamed answer holds; all fields may be missing. */
export interface AnswerEvent {
  readonly text?: string | undefined;
  /** The server reports that the answer is complete. A stream that ends without this was cut. */
  readonly done?: boolean | undefined;
  readonly usage?: ModelUsage | undefined;
}

/** What a completion request is built from. */
export interface CompletionInput {
  readonly parts: PromptParts;
  readonly limits: CompletionLimits;
  readonly choice: ModelChoice;
  readonly formats: PromptFormats;
  /** The server's own prompt template, if the protocol has one. */
  readonly template?: string | undefined;
}

/** A completion request: its body, and all texts at which the answer must end. */
export interface CompletionRequest {
  readonly body: RequestBody;
  readonly stop: readonly string[];
}

/** A route that streams its answer. */
interface StreamRoute {
  /** Below the base path. */
  readonly path: string;
  readonly framing: "sse" | "ndjson";
  readonly read: (event: unknown) => AnswerEvent;
}

export interface CompletionRoute extends StreamRoute {
  readonly request: (input: CompletionInput) => CompletionRequest;
  /** Set if answers come wrapped in prose, a Markdown fence or a tag. */
  readonly unwraps?: boolean;
}

/** A route that takes a whole prompt as it is, with the control texts of the model. */
export interface PromptRoute extends StreamRoute {
  readonly body: (choice: ModelChoice, prompt: string, limits: CompletionLimits) => RequestBody;
}

export interface ChatRoute extends StreamRoute {
  readonly body: (choice: ModelChoice, messages: readonly ChatMessage[], maxTokens: number) => RequestBody;
  /** How the route offers tools to the model; missing where it has none. */
  readonly tools?: ToolFormat;
}

/** A part of a tool call. Servers send a call whole or in pieces. */
export interface CallPiece {
  /** Pieces of the same call have the same index; undefined for a whole call. */
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** A part of the input's JSON. */
  readonly input: string;
}

/** How a chat route writes tools and their results, and where its events hold calls. */
export interface ToolFormat {
  /** Fields that are added to the body, or replace its own. */
  readonly fields: (messages: readonly ToolMessage[], tools: readonly ToolSpec[]) => RequestBody;
  readonly calls: (event: unknown) => readonly CallPiece[];
}

/** A request whose answer is not streamed and not shown. */
export interface PlainRequest {
  /** Below the base path. */
  readonly path: string;
  readonly body: RequestBody;
  /** Reads what the request cost. */
  readonly usage: (answer: unknown) => ModelUsage | undefined;
}

/** The route that lists models, and where the answer holds their names. */
export interface ModelList {
  readonly path: string;
  readonly list: string;
  readonly name: string;
  /** "openai" is answered by many kinds of server, so it does not identify one. */
  readonly dialect: "openai" | "own";
}

/** Where a server of this kind listens by default. */
export interface UsualPort {
  readonly name: string;
  readonly port: number;
}

/** One check of a server and its result. */
export interface ProbeStep {
  readonly what: "reachable" | "model" | "answers" | "fillsHoles" | "context";
  readonly result: "ok" | "failed" | "unsure";
  /** A sentence for the user in English, with placeholders for the arguments. */
  readonly why: string;
  readonly args?: readonly (string | number)[] | undefined;
}

/** A server under test, for the checks that only one protocol needs. */
export interface ProbedServer {
  readonly choice: ModelChoice;
  /** Sends a GET, or a POST if there is a body. @param path below the base path */
  readonly fetch: (path: string, body?: RequestBody) => Promise<unknown>;
  /** Completes these parts. @returns the prompt tokens that the server reports */
  readonly promptTokens: (parts: PromptParts) => Promise<number | undefined>;
  /** Parts that complete in a few tokens. */
  readonly sample: PromptParts;
}

/** How addresses of a protocol are completed. */
export interface AddressRules {
  /** The base path of an address that has none; "" if the protocol starts at the server's root. */
  readonly defaultPath: string;
  /** Ends of a path that users paste and that are not part of the base, e.g. a whole endpoint. */
  readonly dropPaths: readonly string[];
  /** An end of a path that users paste → the one where the protocol's completions are. */
  readonly replacePaths?: Readonly<Record<string, string>>;
}

/** Everything that distinguishes one protocol from the others: a row of the table in protocols.ts. */
export interface ProtocolRow {
  /** For lists and messages. */
  readonly name: string;
  /** The setting's description in package.json. */
  readonly description: string;
  /**
   * Where the model runs. Only the base URL of a server is an address that code is sent to; that of a model inside the
   * editor is a mirror to download from.
   */
  readonly runs: "onServer" | "inEditor";
  readonly address: AddressRules;
  /**
   * Who puts fill-in-the-middle markers into the prompt: Hunch, the server, or either, depending on the server's
   * template. "none" for chat.
   */
  readonly markers: "hunch" | "server" | "template" | "none";
  readonly completion: CompletionRoute;
  /** Missing if the model can't chat. */
  readonly chat?: ChatRoute;
  /** Missing if the server adds a template or markers to every prompt. */
  readonly prompt?: PromptRoute;
  /** Missing if nothing lists the models. */
  readonly models?: ModelList;
  /** Set if the server may take a draft of the answer (`prediction`). */
  readonly takesDraft?: true;
  /** Set if the server shortens long prompts without an error. */
  readonly clipsPrompts?: true;
  /** Asks for the server's prompt template; its answer holds the template as text in the field `template`. */
  readonly template?: (choice: ModelChoice) => Pick<PlainRequest, "path" | "body">;
  /** Loads the model before the first request. Contains no code of the user. */
  readonly load?: (choice: ModelChoice) => PlainRequest;
  /** Lets the server read snippets into its prompt cache. Missing if it would not keep them. */
  readonly readAhead?: (choice: ModelChoice, snippets: readonly Snippet[]) => PlainRequest;
  readonly usualPorts?: readonly UsualPort[];
  /** Matches the host names of services that speak this protocol only, or best. */
  readonly hosts?: RegExp;
  /** Distinguishes this server from others that list their models in the same way. */
  readonly identify?: { readonly path: string; readonly matches: (answer: unknown) => boolean };
  /** Checks that only this protocol needs. */
  readonly probe?: (server: ProbedServer) => Promise<readonly ProbeStep[]>;
  /** Milliseconds until the first token, where the usual deadline is too short. */
  readonly firstTokenMs?: number;
}
