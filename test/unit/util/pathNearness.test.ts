import { expect, test } from "vitest";
import { pathNearness } from "../../../src/core/util/pathNearness.ts";

test("files of the same folder are nearest, then those of folders around it", () => {
  const paths = ["docs/x.ts", "src/a/b/c/x.ts", "src/a/b/x.ts", "src/a/x.ts", "src/z/x.ts"];
  const sorted = paths.sort((p, q) => pathNearness("src/a/b/here.ts", q) - pathNearness("src/a/b/here.ts", p));
  expect(sorted[0]).toBe("src/a/b/x.ts");
  expect(sorted.at(-1)).toBe("docs/x.ts");
});
