import { ModelError } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { type GuardDeps, guardFetch } from "./guardFetch.ts";
import { parseJson } from "./json.ts";
import { networkError } from "./networkError.ts";

/**
 * Sends a request whose answer is not streamed, and parses the answer as JSON.
 * @param body sent by POST; without one, the request is a GET
 * @throws ModelError if the request fails; rethrows an abort
 */
export async function fetchJson(
  url: string,
  body: Readonly<Record<string, unknown>> | undefined,
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<unknown> {
  const init = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }
    : {};
  const response = await guardFetch(deps)(url, { ...init, signal });
  const parsed = parseJson(await textOf(response, url, signal));
  if (parsed === undefined) throw new ModelError("badResponse", translatable("the answer is not JSON"));
  return parsed;
}

async function textOf(response: Response, url: string, signal: AbortSignal): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    throw networkError(error, url);
  }
}
