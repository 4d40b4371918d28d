import { ModelError } from "../../types/model.ts";
import { type GuardDeps, guardFetch } from "./guardFetch.ts";
import { parseJson } from "./json.ts";
import { networkError } from "./networkError.ts";

/**
 * Asks a server a short question and reads its answer as JSON.
 * @param body sent by POST when given; else the question is a GET
 * @throws ModelError as every request of this room; an abort leaves as the abort it is
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
  if (parsed === undefined) throw new ModelError("badResponse", "the answer is no JSON");
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
