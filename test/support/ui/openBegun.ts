import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import type { StoreFiles } from "../../vscode/stores.ts";
import type { VsCode } from "./vsCode.ts";

/** The last new file of each window. */
const lastOf = new WeakMap<VsCode, string>();

/**
 * Opens the finished files of a language and a new file that starts like them, with the cursor at its end. Each call
 * creates another file and reverts the one before, so that text typed or rejected in one does not affect the next: a line
 * that a test left half typed would be learned from.
 * @returns the path of the new file
 */
export async function openBegun(
  editor: VsCode,
  { begun, finished, line }: Pick<StoreFiles, "begun" | "finished" | "line">,
): Promise<string> {
  const names = Object.keys(finished);
  const path = `tickets-${randomUUID().slice(0, 8)}${extname(names[0] ?? "")}`;
  const last = lastOf.get(editor);
  // A window that test files share loses its files between two of them.
  if (last !== undefined && existsSync(join(editor.workspace, last))) {
    await editor.open(last);
    await editor.probe.run("workbench.action.files.revert");
  }
  lastOf.set(editor, path);
  await editor.write(path, begun);
  await editor.open(...names, path);
  await editor.goTo(line, 1);
  return path;
}
