import { afterEach, beforeEach, expect, test } from "vitest";
import { promptFormats } from "../../../src/core/prompt/promptFormats.ts";
import { createModel } from "../../../src/core/server/client/createModel.ts";
import { FieldMemory } from "../../../src/core/server/http/fieldMemory.ts";
import { refusedFields } from "../../../src/core/server/http/refusedFields.ts";
import { english } from "../../../src/core/types/translate.ts";
import { ask, connect } from "../../support/askServer.ts";
import { ModelServer } from "../../support/modelServer.ts";

const sent = ["model", "messages", "max_tokens", "temperature", "stop", "stream", "stream_options", "prediction"];

/** How servers and proxies refuse fields, from their public issues and their sources. */
const refusals: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    "OpenAI",
    { error: { message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", type: "invalid_request_error", param: "max_tokens", code: "unsupported_parameter" } },
    ["max_tokens"],
  ],
  [
    "OpenAI, without param",
    { error: { message: "Unrecognized request argument supplied: prediction", param: null } },
    ["prediction"],
  ],
  [
    "OpenAI, a value",
    { error: { message: "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", code: "unsupported_value" } },
    ["temperature"],
  ],
  [
    "vLLM",
    { object: "error", message: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted', 'input': {'include_usage': True}}]", type: "BadRequestError", param: null, code: 400 },
    ["stream_options"],
  ],
  [
    "vLLM, inside a field",
    { message: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options', 'include_usage'), 'msg': 'Extra inputs are not permitted'}]" },
    ["stream_options"],
  ],
  [
    "FastAPI",
    { detail: [{ type: "extra_forbidden", loc: ["body", "prediction"], msg: "Extra inputs are not permitted" }] },
    ["prediction"],
  ],
  [
    "Mistral",
    { object: "Error", detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "Extra inputs are not permitted" }], message: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "x" }], type: "invalid_request_error", code: 3001 },
    ["stream_options"],
  ],
  [
    "Mistral, in an object",
    { message: { detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "x" }] } },
    ["stream_options"],
  ],
  [
    "Google, in a list",
    [{ error: { code: 400, message: "Request contains an invalid argument.", details: [{ fieldViolations: [{ field: "prediction" }] }] } }],
    ["prediction"],
  ],
  [
    "Azure, two fields",
    { error: { message: "Unrecognized request arguments supplied: stream_options, prediction" } },
    ["stream_options", "prediction"],
  ],
  [
    "Fireworks",
    { error: { message: "Extra inputs are not permitted, field: 'prediction', value: {}" } },
    ["prediction"],
  ],
  ["DeepInfra", { detail: { error: "prediction is not supported" } }, ["prediction"]],
  [
    "Ajv",
    { error: "Validation failed", details: [{ message: "must NOT have additional properties", params: { additionalProperty: "stop" } }] },
    ["stop"],
  ],
  ["Zod", { error: { issues: [{ code: "unrecognized_keys", keys: ["stream_options"], path: [] }] } }, ["stream_options"]],
  ["an object of errors", { errors: { stream_options: ["is not allowed"] } }, ["stream_options"]],
  [
    "a list in a sentence",
    { error: { message: "this model does not support temperature, top_p, stop" } },
    ["temperature", "stop"],
  ],
  ["Moonshot", { error: { message: "invalid temperature: only 1 is allowed for this model" } }, ["temperature"]],
  ["a quoted request", { error: "bad request", body: { errors: { stop: 1 } }, input: { field: "stop" } }, []],
  [
    "NVIDIA NIM",
    { status: 422, detail: "body -> temperature\n  Extra inputs are not permitted (type=extra_forbidden)\nbody -> stop\n  Extra inputs are not permitted (type=extra_forbidden)" },
    ["temperature", "stop"],
  ],
  [
    "LiteLLM",
    { error: { message: "litellm.UnsupportedParamsError: zai does not support parameters: ['prediction', 'stop'], for model=glm-5.2. To drop these, set `litellm.drop_params=True`", param: null, code: "400" } },
    ["stop", "prediction"],
  ],
  [
    "LiteLLM around OpenAI",
    { error: { message: "litellm.BadRequestError: OpenAIException - Unsupported parameter: 'stop' is not supported with this model.", param: "None" } },
    ["stop"],
  ],
  [
    "OpenRouter, the provider's JSON",
    { error: { message: "Provider returned error", code: 400, metadata: { raw: '{"error":{"message":"Unsupported parameter","param":"max_tokens"}}', provider_name: "OpenAI" } } },
    ["max_tokens"],
  ],
  [
    "OpenRouter, the provider's text",
    { error: { message: "Provider returned error", code: 400, metadata: { raw: "property 'prediction' is unsupported" } } },
    ["prediction"],
  ],
  ["Groq", { error: { message: "property 'prediction' is unsupported", type: "invalid_request_error" } }, ["prediction"]],
  [
    "Google",
    { error: { code: 400, message: 'Invalid JSON payload received. Unknown name "stream_options": Cannot find field.', status: "INVALID_ARGUMENT" } },
    ["stream_options"],
  ],
  ["xAI, in camel case", { code: "Client specified an invalid argument", error: "Argument not supported on this model: maxTokens" }, ["max_tokens"]],
  [
    "a list of what is known",
    "Failed to deserialize the JSON body into the target type: unknown field `prediction`, expected one of `model`, `temperature`, `stop`",
    ["prediction"],
  ],
  ["Go", { error: 'json: unknown field "stream_options"' }, ["stream_options"]],
  ["a sentence behind a colon", "temperature: Extra inputs are not permitted", ["temperature"]],
  ["pydantic", { error: { message: "1 validation error for ChatCompletionRequest\nstop\n  Extra inputs are not permitted [type=extra_forbidden]" } }, ["stop"]],
]; // biome-ignore format: a table

test.each(refusals)("%s names the field that it refuses", (_, body, wanted) => {
  expect(refusedFields(body, sent)).toEqual(wanted);
});

test.each<readonly [string, unknown]>([
  ["a longer name", { error: { message: "Unsupported parameter: 'max_tokens_to_sample'" } }],
  ["another field of a message", { message: "[{'type': 'extra_forbidden', 'loc': ('body', 'messages', 0, 'stop'), 'msg': 'x'}]" }],
  ["a word that is no field here", { error: { message: "Please stop. The model is overloaded." } }],
  ["a field that was not sent", { error: { message: "Unsupported parameter: 'top_k'", param: "top_k" } }],
  ["nothing at all", undefined],
])("%s is not taken for a refused field", (_, body) => {
  const fields = refusedFields(body, sent).filter((field) => field !== "messages");
  expect(fields).toEqual([]);
}); // biome-ignore format: a table

let server: ModelServer;
beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

/** A server that refuses fields in its own way, as long as they are sent. */
function refuse(fields: readonly string[], status: number, bodyOf: (field: string) => unknown): void {
  server.answer = ({ body }) => {
    const field = fields.find((name) => name in body);
    const fault = field === undefined ? undefined : ({ kind: "status", status, body: bodyOf(field) } as const);
    return { chunks: ["fine"], ...(fault && { fault }) };
  };
}

const forbidden = (field: string) => ({
  detail: [{ type: "extra_forbidden", loc: ["body", field], msg: "Extra inputs are not permitted", input: 1 }],
});

test("fields that FastAPI refuses are left out, one after the other, and not sent again", async () => {
  refuse(["stream_options", "temperature"], 422, forbidden);
  const models = connect({ baseUrl: server.url });
  expect((await ask(models)).text).toBe("fine");
  expect(server.asked).toHaveLength(3);
  expect((await ask(models)).text).toBe("fine");
  expect(server.asked).toHaveLength(4);
  expect(server.asked.at(-1)?.body).not.toHaveProperty("temperature");
});

test("a refusal that comes as an event is understood as one with a status, unless the answer has begun", async () => {
  const refused = { error: { message: "Extra inputs are not permitted: stream_options", code: 400 } };
  const piece = { choices: [{ index: 0, text: "begun" }] };
  const answers = [[piece, refused], [refused], [piece, { choices: [{ text: "", finish_reason: "stop" }] }]];
  const bodies: object[] = [];
  const streaming: typeof fetch = (_url, init) => {
    bodies.push(JSON.parse(String(init?.body)));
    const events = answers.shift()?.map((event) => `data: ${JSON.stringify(event)}\n\n`) ?? [];
    return Promise.resolve(new Response(events.join(""), { headers: { "content-type": "text/event-stream" } }));
  };
  const config = { protocol: "openai-fim", baseUrl: "http://127.0.0.1:1", model: "m", fimFamily: "auto" } as const;
  const models = () =>
    createModel(config, { fetch: streaming, key: () => Promise.resolve(undefined), formats: promptFormats });
  expect(await ask(models())).toMatchObject({ text: "begun", error: { kind: "badRequest" } });
  expect(await ask(models())).toMatchObject({ text: "begun", error: undefined });
  expect(bodies.map((body) => "stream_options" in body)).toEqual([true, true, false]);
});

test("max_tokens is renamed, and left out if the other name is refused, too", async () => {
  refuse(["max_tokens", "max_completion_tokens"], 400, (field) => ({ error: { message: `Unknown field: ${field}` } }));
  const models = connect({ baseUrl: server.url });
  expect((await ask(models)).text).toBe("fine");
  expect(server.asked.map(({ body }) => Object.keys(body).filter((name) => name.startsWith("max_")))).toEqual([
    ["max_tokens"],
    ["max_completion_tokens"],
    [],
  ]);
});

test("two requests that are refused at the same time are both repeated", async () => {
  refuse(["stream_options"], 422, forbidden);
  const models = connect({ baseUrl: server.url });
  const both = await Promise.all([ask(models), ask(models)]);
  expect(both.map(({ text }) => text)).toEqual(["fine", "fine"]);
});

test("an error keeps the name of a field that can't be left out", async () => {
  refuse(["prompt"], 422, forbidden);
  const { error } = await ask(connect({ baseUrl: server.url }));
  expect(error).toMatchObject({ kind: "badRequest", detail: "prompt: Extra inputs are not permitted" });
  expect(server.asked).toHaveLength(1);
});

test("a memory reports each change once and lists all of them", () => {
  const reported: string[] = [];
  const memory = new FieldMemory((change) => reported.push(change));
  expect(memory.learn(["temperature", "messages"], { temperature: 0, messages: [] })).toBe(true);
  expect(memory.learn(["temperature"], { messages: [] })).toBe(false);
  expect(memory.learn(["max_tokens"], { max_tokens: 8 })).toBe(true);
  expect(memory.adapt({ temperature: 0, max_tokens: 8, model: "m" })).toEqual({ max_completion_tokens: 8, model: "m" });
  expect(reported).toEqual(['without "temperature"', 'with "max_completion_tokens" instead of "max_tokens"']);
  expect(memory.changes(english)).toEqual(reported);
});
