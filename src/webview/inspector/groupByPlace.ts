import type { InspectorRequest } from "../protocol.ts";

/** The requests at one line of a file. */
export interface RequestPlace {
  /** Identifies the place. */
  readonly key: string;
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  /** Newest first. */
  readonly requests: readonly [InspectorRequest, ...InspectorRequest[]];
}

/** Which requests to show. A silence is a request that ended without a suggestion, unless typing overtook it. */
export type RequestFilter = "all" | "suggestions" | "silences";

/** Groups requests by their line, the place of the newest one first. @param requests newest first */
export function groupByPlace(requests: readonly InspectorRequest[], filter: RequestFilter): readonly RequestPlace[] {
  const places = new Map<string, RequestPlace>();
  for (const request of requests) {
    if (!matches(request, filter)) continue;
    const { uri, path, line } = request;
    const key = `${uri}:${line}`;
    const known = places.get(key);
    places.set(
      key,
      known ? { ...known, requests: [...known.requests, request] } : { key, uri, path, line, requests: [request] },
    );
  }
  return [...places.values()];
}

function matches({ outcome }: InspectorRequest, filter: RequestFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "suggestions":
      return outcome === "offered";
    case "silences":
      return outcome === "empty" || outcome === "skipped" || outcome === "failed";
  }
}
