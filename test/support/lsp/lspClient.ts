import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  CancellationTokenSource,
  createMessageConnection,
  type InitializeParams,
  type InitializeResult,
  type InlineCompletionItem,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { serverFile } from "./serverFile.ts";

export interface LspClientOptions {
  readonly initializationOptions?: unknown;
  readonly capabilities?: InitializeParams["capabilities"];
  /** Path in the workspace → text on the disk. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the client answers to `workspace/configuration`. */
  readonly configuration?: () => unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** The process that the client says it is; by default the test's own. */
  readonly processId?: number;
}

/** A message that the server sent without being asked. */
export interface Received {
  readonly method: string;
  readonly params: unknown;
}

/** An editor without a screen: starts a language server on a workspace of its own and speaks to it over stdio. */
export class LspClient implements AsyncDisposable {
  readonly folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly received: Received[] = [];
  readonly #options: LspClientOptions;
  readonly #versions = new Map<string, number>();
  #result: InitializeResult | undefined;

  // biome-ignore lint/style/useConsistentMemberAccessibility: a constructor has no # form
  private constructor(folder: LspClient["folder"], options: LspClientOptions) {
    this.folder = folder;
    this.#options = options;
    const home = join(folder.path, "home");
    mkdirSync(home, { recursive: true });
    mkdirSync(join(folder.path, "work"), { recursive: true });
    for (const [path, text] of Object.entries(options.files ?? {})) this.write(path, text);
    // As the first line of the file says.
    this.process = spawn(process.execPath, ["--max-semi-space-size=8", serverFile, "--stdio"], {
      env: { PATH: process.env["PATH"], HOME: home, XDG_STATE_HOME: join(home, "state"), ...options.env },
    });
    this.process.stderr.resume();
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
      { error: () => undefined, warn: () => undefined, info: () => undefined, log: () => undefined },
    );
    this.connection.onNotification((method, params) => void this.received.push({ method, params }));
    this.connection.onUnhandledProgress((params) => void this.received.push({ method: "$/progress", params }));
    this.connection.onRequest((method, params) => {
      this.received.push({ method, params });
      if (method !== "workspace/configuration") return null;
      return [options.configuration?.() ?? null];
    });
    this.connection.listen();
  }

  /** Starts a server and initializes it. */
  static async start(options: LspClientOptions = {}): Promise<LspClient> {
    const client = await LspClient.launch(options);
    await client.#initialize();
    return client;
  }

  /** Starts a server and sends it nothing. */
  static async launch(options: LspClientOptions = {}): Promise<LspClient> {
    return new LspClient(await makeTemporaryFolder(), options);
  }

  /** Where the server keeps what it records. */
  get state(): string {
    return join(this.folder.path, "home", "state", "hunch");
  }

  /** Where the server looks for keys. */
  get config(): string {
    return join(this.folder.path, "home", ".config", "hunch");
  }

  get result(): InitializeResult {
    if (!this.#result) throw new Error("not initialized");
    return this.#result;
  }

  /** The location of a file of the workspace. */
  uri(path: string): string {
    return pathToFileURL(this.path(path)).href;
  }

  path(path: string): string {
    return join(this.folder.path, "work", path);
  }

  /** Writes a file of the workspace. */
  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  open(path: string, text: string, languageId = "typescript"): void {
    const uri = this.uri(path);
    this.#versions.set(uri, 1);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  change(path: string, contentChanges: readonly unknown[]): void {
    const uri = this.uri(path);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(path: string): void {
    this.notify("textDocument/didClose", { textDocument: { uri: this.uri(path) } });
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  request<Result = unknown>(method: string, params?: unknown): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  /** Suggestions at a position. @param triggerKind 1 for the user's own request, 2 for one while typing */
  async complete(
    path: string,
    line: number,
    character: number,
    triggerKind: 1 | 2 = 2,
  ): Promise<readonly InlineCompletionItem[]> {
    const answer = await this.request<{ readonly items: readonly InlineCompletionItem[] } | null>(
      "textDocument/inlineCompletion",
      { textDocument: { uri: this.uri(path) }, position: { line, character }, context: { triggerKind } },
    );
    return answer?.items ?? [];
  }

  /** Asks for suggestions. Returns a function that cancels the request. */
  completeCancellably(path: string, line: number, character: number): () => void {
    const cancellation = new CancellationTokenSource();
    const params = {
      textDocument: { uri: this.uri(path) },
      position: { line, character },
      context: { triggerKind: 2 },
    };
    // A cancelled request is answered with an error or with nothing.
    this.connection.sendRequest("textDocument/inlineCompletion", params, cancellation.token).catch(() => undefined);
    return () => cancellation.cancel();
  }

  /** Resolves when a claim is true. */
  async until(claim: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + 90_000;
    while (!(await claim())) {
      if (Date.now() > end) throw new Error(`It is still not so: ${claim}\n${JSON.stringify(this.received)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Resolves when there are no suggestions at a position any more. */
  untilSilent(path: string, line: number, character: number): Promise<void> {
    return this.until(async () => (await this.complete(path, line, character)).length === 0);
  }

  /** Runs a command. */
  execute(command: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.request("workspace/executeCommand", { command, arguments: args });
  }

  /** Sentences that the server showed. */
  shown(): readonly string[] {
    return this.received.flatMap(({ method, params }) =>
      method === "window/showMessage" && typeof params === "object" && params && "message" in params
        ? [String(params.message)]
        : [],
    );
  }

  /** Waits until the server has learnt what is open. */
  async learnt(): Promise<void> {
    for (;;) {
      const { kind } = await this.request<{ readonly kind: string }>("hunch/status");
      if (kind !== "learning") return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends the server as the protocol says. Resolves with its exit code. */
  async exit(): Promise<number | null> {
    const ended = once(this.process, "exit");
    await this.request("shutdown");
    this.notify("exit", undefined);
    const [code] = await ended;
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.dispose();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGKILL");
      await ended;
    }
    await this.folder.remove();
  }

  async #initialize(): Promise<void> {
    const { initializationOptions, capabilities = {}, processId = process.pid } = this.#options;
    const uri = pathToFileURL(join(this.folder.path, "work")).href;
    this.#result = await this.request<InitializeResult>("initialize", {
      processId,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "work" }],
      capabilities,
      initializationOptions,
    });
    this.notify("initialized", {});
  }
}
