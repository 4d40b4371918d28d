import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { watchParent } from "../../../src/lsp/transport/watchParent.ts";

test("the end of the editor's process is noticed", async () => {
  const editor = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
  const ended = new Promise<void>((resolve) => watchParent(editor.pid ?? 0, resolve));
  const other = watchParent(process.pid, () => expect.unreachable());
  editor.kill("SIGKILL");
  // A timer that does not keep the process alive needs something that does.
  const alive = setInterval(() => undefined, 1_000);
  await ended;
  clearInterval(alive);
  other();
});
