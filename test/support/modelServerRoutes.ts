import type { ModelServerOptions, SeenRequest } from "./modelServer.ts";

/** A route that streams an answer, with the formats of a piece of text and of the end. */
export interface StreamRoute {
  readonly kind: "stream";
  readonly path: RegExp;
  readonly contentType: string;
  readonly chunk: (text: string) => string;
  readonly end: (tokens: number) => string;
}

export interface JsonRoute {
  readonly kind: "json";
  readonly path: RegExp;
  readonly body: (options: ModelServerOptions, request: SeenRequest) => unknown;
}

const sse = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const line = (data: unknown) => `${JSON.stringify(data)}\n`;
const usage = (tokens: number) => ({ prompt_tokens: 42, completion_tokens: tokens, total_tokens: 42 + tokens });
const models = (options: ModelServerOptions) => options.models ?? ["test-model"];

/** Routes of all protocols. The first match is used. */
export const protocolRoutes: readonly (StreamRoute | JsonRoute)[] = [
  {
    kind: "stream",
    path: /\/(fim|chat)\/completions$/,
    contentType: "text/event-stream",
    chunk: (text) => sse({ choices: [{ index: 0, delta: { content: text }, finish_reason: null }] }),
    end: (tokens) =>
      `${sse({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage: usage(tokens) })}data: [DONE]\n\n`,
  },
  {
    kind: "stream",
    path: /\/completions$/,
    contentType: "text/event-stream",
    chunk: (text) => sse({ choices: [{ index: 0, text, finish_reason: null }] }),
    end: (tokens) =>
      `${sse({ choices: [{ index: 0, text: "", finish_reason: "stop" }] })}${sse({ choices: [], usage: usage(tokens) })}data: [DONE]\n\n`,
  },
  {
    kind: "stream",
    path: /\/infill$/,
    contentType: "text/event-stream",
    chunk: (text) => sse({ content: text, stop: false }),
    end: (tokens) =>
      sse({
        content: "",
        stop: true,
        tokens_evaluated: 42,
        tokens_predicted: tokens,
        timings: { cache_n: 40, prompt_n: 2 },
      }),
  },
  {
    kind: "stream",
    path: /\/api\/generate$/,
    contentType: "application/x-ndjson",
    chunk: (text) => line({ response: text, done: false }),
    end: (tokens) => line({ response: "", done: true, prompt_eval_count: 42, eval_count: tokens }),
  },
  {
    kind: "stream",
    path: /\/api\/chat$/,
    contentType: "application/x-ndjson",
    chunk: (text) => line({ message: { role: "assistant", content: text }, done: false }),
    end: (tokens) => line({ message: { content: "" }, done: true, prompt_eval_count: 42, eval_count: tokens }),
  },
  {
    kind: "json",
    path: /\/api\/show$/,
    body: (options) => ({ template: options.template ?? "{{ .Prompt }}", capabilities: ["completion"] }),
  },
  { kind: "json", path: /\/api\/version$/, body: ({ version }) => ({ version }) },
  { kind: "json", path: /\/api\/tags$/, body: (options) => ({ models: models(options).map((name) => ({ name })) }) },
  {
    kind: "json",
    path: /\/embeddings$/,
    // Out of order, because servers may do that.
    body: (_options, { body }) => {
      const texts = Array.isArray(body["input"]) ? body["input"].map(String) : [];
      const data = texts.map((text, index) => ({ object: "embedding", index, embedding: [text.length, index] }));
      return { data: data.reverse(), usage: { prompt_tokens: texts.length, total_tokens: texts.length } };
    },
  },
  { kind: "json", path: /\/models$/, body: (options) => ({ data: models(options).map((id) => ({ id })) }) },
  { kind: "json", path: /\/tokenize$/, body: (_options, { body }) => ({ tokens: String(body["content"]).split(" ") }) },
  { kind: "json", path: /\/health$/, body: () => ({ status: "ok" }) },
  { kind: "json", path: /\/props$/, body: () => ({ default_generation_settings: { n_ctx: 8192 } }) },
];
