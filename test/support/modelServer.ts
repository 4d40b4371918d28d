import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type Fault, sendWithFault } from "./modelServerFaults.ts";
import { protocolRoutes } from "./modelServerRoutes.ts";

/** A request that the server received. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether the client disconnected before the answer was complete. */
  disconnected: boolean;
  /** Whether the answer was sent completely. */
  finished: boolean;
}

/** An answer of the server: chunks of text, and a fault. */
export interface ScriptedAnswer {
  readonly chunks: readonly string[];
  /** Tools that the answer calls after its text, on a route that has them. */
  readonly calls?: readonly { readonly name: string; readonly input: object }[];
  /** The chunks after the first are sent after this promise resolves. */
  readonly restAfter?: Promise<void>;
  /** Delay before the first chunk, in milliseconds. */
  readonly firstDelayMs?: number;
  readonly delayMs?: number;
  /** The first chunk is sent after this promise resolves. */
  readonly after?: Promise<void>;
  readonly fault?: Fault;
}

export interface ModelServerOptions {
  /** Returns the answer to a request. By default, the next scripted one. */
  readonly answer?: (request: SeenRequest) => ScriptedAnswer;
  /** If set, requests without it are refused. */
  readonly key?: string;
  readonly models?: readonly string[];
  /** Ollama's version, which only Ollama reports. */
  readonly version?: string;
  /** Paths that the server does not have, so that it shows itself as another kind of server. */
  readonly without?: RegExp;
  /** Ollama's template of every model. */
  readonly template?: string;
  /** Uses TLS with this certificate. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

/**
 * A model server for tests on a free port of 127.0.0.1: OpenAI's completions and chat, llama.cpp's infill, Ollama's
 * generate and chat, Mistral's and DeepSeek's FIM. Answers are scripted; requests and disconnects are recorded.
 */
export class ModelServer implements AsyncDisposable {
  readonly requests: SeenRequest[] = [];
  readonly sockets = new Set<Socket>();
  /** Number of accepted connections, which shows whether they are kept alive. */
  connections = 0;
  port = 0;
  answer: (request: SeenRequest) => ScriptedAnswer;
  /** First chunks in the order in which their answers started. */
  readonly order: string[] = [];
  readonly options: ModelServerOptions;
  /** Whether web pages may send requests (CORS). */
  allowsPages = false;
  readonly #server: Server;
  #held: { readonly count: number; readonly send: (() => Promise<void>)[] } | undefined;
  readonly #waiting: (() => void)[] = [];

  // biome-ignore lint/style/useConsistentMemberAccessibility: a constructor has no # form
  private constructor(server: Server, options: ModelServerOptions) {
    this.#server = server;
    this.options = options;
    this.answer = options.answer ?? (() => ({ chunks: ["answer"] }));
    server.on("connection", (socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on("close", () => {
        this.sockets.delete(socket);
        this.#wake();
      });
    });
    server.on("request", (request, response) => void this.#handle(request, response));
  }

  static async start(options: ModelServerOptions = {}): Promise<ModelServer> {
    const server = options.tls ? createTlsServer(options.tls) : createServer();
    const self = new ModelServer(server, options);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    self.port = (server.address() as AddressInfo).port;
    return self;
  }

  get url(): string {
    return `${this.options.tls ? "https" : "http"}://127.0.0.1:${this.port}`;
  }

  /** Requests for an answer, without probes. */
  get asked(): readonly SeenRequest[] {
    return this.requests.filter(({ path }) => /completions|infill|generate|api\/chat/.test(path));
  }

  /** Requests for an answer whose prompt ends with a text. */
  askedAfter(end: string): readonly SeenRequest[] {
    return this.asked.filter(({ body }) => String(body["prompt"]).endsWith(end));
  }

  /** Requests that are neither finished nor cancelled by the client. */
  get running(): readonly SeenRequest[] {
    return this.requests.filter(({ finished, disconnected }) => !finished && !disconnected);
  }

  /** Resolves when a claim about the received requests is true. Rejects after 90 seconds. */
  async until(claim: (server: ModelServer) => boolean): Promise<void> {
    const deadline = Date.now() + 90_000;
    while (!claim(this)) {
      if (Date.now() > deadline) {
        const seen = this.requests.map(({ path, finished, disconnected }) => ({ path, finished, disconnected }));
        throw new Error(`the expected requests did not arrive within 90 seconds, but ${JSON.stringify(seen)}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 20);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Delays answers until `count` requests have arrived, then answers one after another, newest first. */
  answerOutOfOrder(count: number, answer: (request: SeenRequest) => ScriptedAnswer): void {
    this.answer = answer;
    this.#held = { count, send: [] };
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.allowsPages) response.setHeader("access-control-allow-origin", "*");
    if (request.method === "OPTIONS") {
      const allowed = { "access-control-allow-headers": "content-type, authorization" };
      response.writeHead(this.allowsPages ? 204 : 404, this.allowsPages ? allowed : {}).end();
      return;
    }
    const seen: SeenRequest = {
      method: request.method ?? "",
      path: new URL(request.url ?? "/", "http://x").pathname,
      headers: request.headers,
      body: await readBody(request),
      disconnected: false,
      finished: false,
    };
    this.requests.push(seen);
    response.on("close", () => {
      if (!response.writableFinished) seen.disconnected = true;
      else seen.finished = true;
      this.#wake();
    });
    this.#wake();
    const { key, without } = this.options;
    if (key && request.headers.authorization !== `Bearer ${key}`) {
      const error = { message: `Incorrect API key provided: ${request.headers.authorization ?? "none"}` };
      return sendJson(response, 401, { error });
    }
    const route = protocolRoutes.find(({ path }) => path.test(seen.path));
    if (!route || without?.test(seen.path)) return sendJson(response, 404, { error: { message: "no such route" } });
    if (route.kind === "json") return sendJson(response, 200, route.body(this.options, seen));
    await this.#inTurn(async () => {
      const answer = this.answer(seen);
      this.order.push(answer.chunks[0] ?? "");
      await sendWithFault(response, route, seen, answer);
    });
  }

  async #inTurn(send: () => Promise<void>): Promise<void> {
    const held = this.#held;
    if (!held) return send();
    held.send.push(send);
    if (held.send.length < held.count) return;
    this.#held = undefined;
    for (const each of held.send.reverse()) await each();
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
