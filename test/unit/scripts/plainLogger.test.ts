import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeLogsWithoutNatives } from "../../../scripts/codeServer/writeLogsWithoutNatives.ts";
import { inProject } from "../../../scripts/paths.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

test("a log has its messages from the chosen level on, with their time, or as they are", async () => {
  const folder = await makeTemporaryFolder();
  const { createAsyncRotatingLogger, setFlushOn } = await import(inProject("scripts/codeServer/plainLogger.cjs"));
  setFlushOn(0); // As VS Code does.
  const file = join(folder.path, "logs", "a.log");
  const log = await createAsyncRotatingLogger("a", file, 1, 1);
  log.debug("too little");
  log.info("first");
  log.setLevel(0);
  log.trace("second");
  log.clearFormatters();
  log.error("as it is\n");
  const [first = "", second = "", ...rest] = (await readFile(file, "utf8")).split("\n");
  expect(first).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[info\] first$/);
  expect(second).toMatch(/ \[trace\] second$/);
  expect(rest).toEqual(["as it is", ""]);
  await folder.remove();
});

test("the native logger is replaced only where it was not compiled", async () => {
  const folder = await makeTemporaryFolder();
  const module = join(folder.path, "node_modules", "@vscode", "spdlog");
  await mkdir(join(module, "build", "Release"), { recursive: true });
  await writeFile(join(module, "index.js"), "native");
  await writeFile(join(module, "build", "Release", "spdlog.node"), "");
  await writeLogsWithoutNatives(folder.path);
  expect(await readFile(join(module, "index.js"), "utf8")).toBe("native");
  const bare = join(folder.path, "bare");
  await mkdir(join(bare, "node_modules", "@vscode", "spdlog"), { recursive: true });
  await writeFile(join(bare, "node_modules", "@vscode", "spdlog", "index.js"), "native");
  await writeLogsWithoutNatives(bare);
  expect(await readFile(join(bare, "node_modules", "@vscode", "spdlog", "index.js"), "utf8")).toContain(
    "appendFileSync",
  );
  await writeLogsWithoutNatives(join(folder.path, "none"));
  await folder.remove();
});
