import { ModelError, type ModelUsage } from "../../types/model.ts";
import type { ServerMeter } from "../guards/serverMeter.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { GuardDeps } from "../http/guardFetch.ts";
import { listAt, numberAt } from "../http/json.ts";
import { chatProtocol } from "../protocols/protocols.ts";
import { parseAddress, routeOf } from "../protocols/serverAddress.ts";

/** Texts of one request: what a server of one's own takes, and an answer well below the limit on a line. */
const batchSize = 8;

/**
 * Embeds texts through an OpenAI-compatible `/v1/embeddings`; vectors come in the order of the texts.
 * A plain POST: the client package would ask for base64, which servers of one's own do not all know.
 * @param meter counts each of the requests
 * @throws ModelError as every request of this room, or when the day's share is used up; an abort leaves as the abort it is
 */
export async function embedTexts(
  { baseUrl, model }: { readonly baseUrl: string; readonly model: string },
  texts: readonly string[],
  { meter, requests }: { readonly meter: ServerMeter; readonly requests: GuardDeps },
  signal: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  const url = routeOf(parseAddress(baseUrl, chatProtocol), "/embeddings");
  const vectors: (readonly number[])[] = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    const input = texts.slice(from, from + batchSize);
    const body = { model, input, encoding_format: "float" };
    const answer = await meter.ask(() => fetchJson(url, body, requests, signal), readUsage);
    vectors.push(...readVectors(answer, input.length));
  }
  return vectors;
}

function readUsage(answer: unknown): ModelUsage {
  return { promptTokens: numberAt(answer, "usage", "prompt_tokens") };
}

/** Servers may answer in any order; each vector says which text it is of. */
function readVectors(answer: unknown, count: number): readonly (readonly number[])[] {
  const vectors = Array.from({ length: count }, (_, index) => {
    const own = listAt(answer, "data").find((each, at) => (numberAt(each, "index") ?? at) === index);
    return listAt(own, "embedding").filter((value): value is number => typeof value === "number");
  });
  const [first] = vectors;
  const isWhole = first !== undefined && first.length > 0 && vectors.every(({ length }) => length === first.length);
  if (!isWhole) throw new ModelError("badResponse", "the answer does not hold a vector for each text");
  return vectors;
}
