import { expect, test } from "vitest";
import { groupByPlace } from "../../../src/webview/inspector/groupByPlace.ts";
import type { InspectorRequest } from "../../../src/webview/protocol.ts";

function request(id: number, line: number, outcome: InspectorRequest["outcome"] = "offered"): InspectorRequest {
  return { id, line, outcome, uri: "file:///a.ts", path: "a.ts" } as InspectorRequest;
}

const shapeOf = (places: ReturnType<typeof groupByPlace>) =>
  places.map(({ line, requests }) => [line, requests.map(({ id }) => id)]);

test("requests of a line are together, the line of the newest one first", () => {
  const requests = [request(4, 7), request(3, 2), request(2, 7), request(1, 9)];
  expect(shapeOf(groupByPlace(requests, "all"))).toEqual([
    [7, [4, 2]],
    [2, [3]],
    [9, [1]],
  ]);
});

test("the same line of another file is another place", () => {
  const other = { ...request(2, 7), uri: "file:///b.ts" };
  expect(groupByPlace([other, request(1, 7)], "all")).toHaveLength(2);
});

test("silences are requests without a suggestion that typing did not overtake", () => {
  const outcomes = ["offered", "empty", "skipped", "cancelled", "failed"] as const;
  const requests = outcomes.map((outcome, id) => request(id, 1, outcome));
  expect(shapeOf(groupByPlace(requests, "silences"))).toEqual([[1, [1, 2, 4]]]);
  expect(shapeOf(groupByPlace(requests, "suggestions"))).toEqual([[1, [0]]]);
  expect(groupByPlace([request(1, 1, "cancelled")], "silences")).toEqual([]);
});
