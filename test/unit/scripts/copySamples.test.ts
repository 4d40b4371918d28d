import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { copySamples } from "../../../scripts/copySamples.ts";
import { inProject } from "../../../scripts/paths.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

const sample = "typescript/src/handlers/invoices.ts";
const original = readFileSync(inProject("samples", sample), "utf8");
let folder = "";
let copy = "";

beforeEach(async () => {
  const temporary = await makeTemporaryFolder();
  onTestFinished(temporary.remove);
  folder = temporary.path;
  copy = await copySamples({ reset: false, folder });
});

test("the copy has the samples and a task to reset them", () => {
  expect(readFileSync(join(copy, sample), "utf8")).toBe(original);
  const { tasks } = JSON.parse(readFileSync(join(copy, ".vscode/tasks.json"), "utf8"));
  expect(tasks).toMatchObject([{ label: "Reset Samples", args: [inProject("scripts/run.mjs"), "resetSamples"] }]);
  expect(existsSync(inProject("scripts/tasks/resetSamples.ts"))).toBe(true);
});

test("another start keeps what was typed, and a reset discards it", async () => {
  writeFileSync(join(copy, sample), "typed");
  writeFileSync(join(copy, "new.ts"), "typed");
  await copySamples({ reset: false, folder });
  expect(readFileSync(join(copy, sample), "utf8")).toBe("typed");
  await copySamples({ reset: true, folder });
  expect(readFileSync(join(copy, sample), "utf8")).toBe(original);
  expect(existsSync(join(copy, "new.ts"))).toBe(false);
});

test("samples that changed in the checkout replace the copy", async () => {
  writeFileSync(join(copy, sample), "typed");
  rmSync(join(folder, "samples.sha256"));
  await copySamples({ reset: false, folder });
  expect(readFileSync(join(copy, sample), "utf8")).toBe(original);
});
