import { expect, test } from "vitest";
import { parseLog } from "../../../src/core/ask/history/parseLog.ts";

test("reads subjects, bodies and paths, and leaves out commits without files or with too many", () => {
  const many = Array.from({ length: 41 }, (_, i) => `f${i}`).join("\n");
  const output = [
    "\u0001Moor boats\u0002Two lines\nof text\n\u0002\n\nboats.ts\nsrc/a b.ts\n\n",
    "\u0001Empty\u0002\u0002\n",
    `\u0001Vendor\u0002\u0002\n\n${many}\n`,
  ].join("");
  expect(parseLog(output)).toEqual([
    { subject: "Moor boats", body: "Two lines\nof text\n", paths: ["boats.ts", "src/a b.ts"] },
  ]);
  expect(parseLog("")).toEqual([]);
});
