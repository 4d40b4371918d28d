import { loadCopilotModule } from "./copilotPackage.ts";

/** A file for the engine. */
export interface CopilotFile {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** Result of one call of Copilot's engine. */
export interface CopilotCall {
  /** Milliseconds from the call until its request was sent; undefined if it sent none. */
  readonly leavingMs: number | undefined;
  /** Milliseconds from the call until its result. */
  readonly wholeMs: number;
  /** Snippets of other files in the request. */
  readonly snippets: readonly { readonly path: string; readonly text: string }[];
  /** Tokens of prompt and suffix, as Copilot counts them. */
  readonly tokens: number;
}

interface Disposable {
  dispose(): void;
}

interface CompletionsProvider {
  getInlineCompletions(document: object, position: { line: number; character: number }): Promise<unknown>;
}

/** The used part of the package, by module. */
interface Modules {
  readonly createInlineCompletionsProvider: (options: object) => CompletionsProvider;
  readonly CopilotTextDocument: { create(uri: string, languageId: string, version: number, text: string): object };
  readonly MutableObservableWorkspace: new () => object;
  readonly CopilotToken: new (info: object) => object;
  readonly createTestExtendedTokenInfo: (parts: object) => object;
  readonly Response: new (...parameters: readonly unknown[]) => object;
}

/** Loads the modules. Throws an Error that names what is missing, because another version may have other modules. */
function loadModules(): Modules {
  const completions = "_internal/extension/completions-core/vscode-node/lib/src";
  const paths = [
    "main.js",
    `${completions}/textDocument.js`,
    "_internal/platform/inlineEdits/common/observableWorkspace.js",
    "_internal/platform/authentication/common/copilotToken.js",
    "_internal/platform/networking/common/fetcherService.js",
  ];
  const found: Record<string, unknown> = Object.assign({}, ...paths.map((path) => loadCopilotModule(path)));
  const wanted = [
    "createInlineCompletionsProvider", "CopilotTextDocument", "MutableObservableWorkspace", "CopilotToken",
    "createTestExtendedTokenInfo", "Response",
  ]; // biome-ignore format: a list
  const missing = wanted.filter((name) => typeof found[name] !== "function");
  if (missing.length > 0) throw new Error(`@vscode/chat-lib has no ${missing.join(", ")} where it is expected.`);
  return found as unknown as Modules;
}

const answer = 'data: {"id":"1","choices":[{"text":"done();","index":0,"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
const listen = (): Disposable => ({ dispose: () => undefined });

/**
 * Copilot's whole engine as npm publishes it, without VS Code. Its documents are given, and its network answers at
 * once. In VS Code, language servers may add context.
 */
export class CopilotEngine {
  readonly #modules = loadModules();
  readonly #provider: CompletionsProvider;
  #documents: readonly object[] = [];
  #calledAt: number | undefined;
  #body: unknown;

  constructor() {
    const { createInlineCompletionsProvider, MutableObservableWorkspace } = this.#modules;
    this.#provider = createInlineCompletionsProvider({
      fetcher: this.#fetcher(),
      authService: this.#signedIn(),
      endpointProvider: { onDidModelsRefresh: listen, getAllCompletionModels: async () => [completionModel] },
      documentManager: {
        onDidChangeTextDocument: listen,
        onDidOpenTextDocument: listen,
        onDidCloseTextDocument: listen,
        onDidFocusTextDocument: listen,
        onDidChangeWorkspaceFolders: listen,
        getTextDocumentsUnsafe: () => this.#documents,
        findNotebook: () => undefined,
        getWorkspaceFolders: () => [{ uri: "file:///workspace", name: "workspace" }],
      },
      workspace: new MutableObservableWorkspace(),
      telemetrySender: { sendTelemetryEvent: () => undefined },
      logTarget: { logIt: () => undefined },
      contextProviderMatch: async () => 0,
      statusHandler: { didChange: () => undefined },
      urlOpener: { open: async () => undefined },
      editorInfo: { name: "vscode", version: "1.139.1" },
      editorPluginInfo: { name: "copilot", version: "1.0.0" },
      relatedPluginInfo: [],
      editorSession: { sessionId: "bench", machineId: "bench" },
      notificationSender: { showWarningMessage: async () => undefined },
    });
  }

  /** Sets the other open documents. They are kept between calls, as in an editor. */
  open(files: readonly CopilotFile[]): void {
    this.#documents = files.map((file) => this.#document(file, 1));
  }

  /** Requests a completion at an offset of a file. `version` must grow with every change of its text. */
  async complete(file: CopilotFile, offset: number, version: number): Promise<CopilotCall> {
    const others = this.#documents;
    const document = this.#document(file, version);
    this.#documents = [...others, document];
    this.#calledAt = undefined;
    this.#body = undefined;
    const before = file.text.slice(0, offset).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const startedAt = performance.now();
    await this.#provider.getInlineCompletions(document, position);
    const wholeMs = performance.now() - startedAt;
    this.#documents = others;
    const leavingMs = this.#calledAt === undefined ? undefined : this.#calledAt - startedAt;
    return { leavingMs, wholeMs, ...readBody(this.#body) };
  }

  #document({ path, languageId, text }: CopilotFile, version: number): object {
    return this.#modules.CopilotTextDocument.create(`file:///workspace/${path}`, languageId, version, text);
  }

  #signedIn(): object {
    const { CopilotToken, createTestExtendedTokenInfo } = this.#modules;
    const parts = { token: "tid=1", expires_at: 4_000_000_000, refresh_in: 1_000_000, username: "bench" };
    const token = new CopilotToken(createTestExtendedTokenInfo({ ...parts, copilot_plan: "individual" }));
    return {
      isMinimalMode: false,
      onDidAuthenticationChange: listen,
      onDidCopilotTokenChange: listen,
      onDidAccessTokenChange: listen,
      onDidAdoAuthenticationChange: listen,
      anyGitHubSession: { accessToken: "none" },
      hasCopilotTokenSource: true,
      copilotToken: token,
      getCopilotToken: async () => token,
      resetCopilotToken: () => undefined,
      getGitHubSession: async () => undefined,
    };
  }

  #fetcher(): object {
    return {
      getUserAgentLibrary: () => "bench",
      disconnectAll: async () => undefined,
      makeAbortController: () => new AbortController(),
      isAbortError: (error: unknown) => error instanceof Error && error.name === "AbortError",
      isInternetDisconnectedError: () => false,
      isFetcherError: () => false,
      isNetworkProcessCrashedError: () => false,
      getUserMessageForFetcherError: () => "",
      fetchWithPagination: async () => [],
      fetch: async (_url: string, options: { readonly body?: unknown }) => {
        this.#calledAt = performance.now();
        this.#body = options.body;
        const body = new Blob([answer]).stream();
        return new this.#modules.Response(200, "OK", new Headers(), body, "bench", () => undefined, "1", "localhost");
      },
    };
  }
}

const completionModel = {
  id: "gpt-41-copilot",
  name: "completions",
  version: "1",
  model_picker_enabled: true,
  is_chat_default: false,
  is_chat_fallback: false,
  capabilities: {
    type: "completion",
    family: "gpt",
    tokenizer: "o200k_base",
    limits: {},
    supports: { streaming: true },
  },
} as const;

const snippetStart = /Compare (?:this|these) snippets? from ([^\n]+?):\n/;

/** Reads the snippets from the context blocks of a request's body. */
function readBody(body: unknown): Pick<CopilotCall, "snippets" | "tokens"> {
  if (typeof body !== "string") return { snippets: [], tokens: 0 };
  const { extra } = JSON.parse(body);
  const context: readonly string[] = extra.context ?? [];
  const snippets = context.flatMap((block) => {
    const [, ...parts] = block.split(snippetStart);
    return parts.flatMap((path, at) => (at % 2 === 0 ? [{ path, text: parts[at + 1] ?? "" }] : []));
  });
  return { snippets, tokens: (extra.prompt_tokens ?? 0) + (extra.suffix_tokens ?? 0) };
}
