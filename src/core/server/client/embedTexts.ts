import { ModelError, type ModelUsage } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import type { ServerMeter } from "../guards/serverMeter.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { FieldMemory, RequestBody } from "../http/fieldMemory.ts";
import type { GuardDeps } from "../http/guardFetch.ts";
import { listAt, numberAt } from "../http/json.ts";
import { FieldsRefused } from "../http/serverError.ts";
import { chatProtocol } from "../protocols/protocols.ts";
import { parseAddress, routeOf } from "../protocols/serverAddress.ts";

/** Texts in one request: few enough for local servers and for the limit on the length of a line. */
const batchSize = 8;

export interface EmbedDeps {
  readonly meter: Pick<ServerMeter, "ask">;
  readonly requests: GuardDeps;
  /** What the server refuses for this model. */
  readonly fields: FieldMemory;
}

/**
 * Embeds texts through an OpenAI-compatible `/v1/embeddings`; vectors come in the order of the texts.
 * A plain POST, because the client package requests base64, which some local servers don't support.
 * @param meter counts each request
 * @throws ModelError if a request fails or the daily limit is reached; rethrows an abort
 */
export async function embedTexts(
  { baseUrl, model }: { readonly baseUrl: string; readonly model: string },
  texts: readonly string[],
  { meter, requests, fields }: EmbedDeps,
  signal: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  const url = routeOf(parseAddress(baseUrl, chatProtocol), "/embeddings");
  const vectors: (readonly number[])[] = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    const input = texts.slice(from, from + batchSize);
    const body = { model, input, encoding_format: "float" };
    const answer = await meter.ask(() => fetchAdapted(url, body, requests, fields, signal), readUsage);
    vectors.push(...readVectors(answer, input.length));
  }
  return vectors;
}

/** Repeats the request without the optional fields that the server refuses. */
async function fetchAdapted(
  url: string,
  body: RequestBody,
  requests: GuardDeps,
  fields: FieldMemory,
  signal: AbortSignal,
): Promise<unknown> {
  for (;;) {
    const adapted = fields.adapt(body);
    try {
      return await fetchJson(url, adapted, requests, signal);
    } catch (error) {
      if (!(error instanceof FieldsRefused && fields.learn(error.fields, adapted))) throw error;
    }
  }
}

function readUsage(answer: unknown): ModelUsage {
  return { promptTokens: numberAt(answer, "usage", "prompt_tokens") };
}

/** Servers may answer in any order; each vector has the index of its text. */
function readVectors(answer: unknown, count: number): readonly (readonly number[])[] {
  const vectors = Array.from({ length: count }, (_, index) => {
    const own = listAt(answer, "data").find((each, at) => (numberAt(each, "index") ?? at) === index);
    return listAt(own, "embedding").filter((value): value is number => typeof value === "number");
  });
  const [first] = vectors;
  const isWhole = first !== undefined && first.length > 0 && vectors.every(({ length }) => length === first.length);
  if (!isWhole) throw new ModelError("badResponse", translatable("the answer does not hold a vector for each text"));
  return vectors;
}
