import assert from "node:assert/strict";
import * as vscode from "vscode";
import manifest from "../../../package.json";
import { until } from "../../support/host/editing.ts";

suite("activation", () => {
  test("Hunch starts with the window, unasked, and every command it contributes is there", async () => {
    const extension = vscode.extensions.getExtension("hunch.hunch");
    assert(extension, "Hunch is not installed in this host");
    await until("Hunch is active", () => extension.isActive);
    const commands = await vscode.commands.getCommands(true);
    const missing = manifest.contributes.commands.filter(({ command }) => !commands.includes(command));
    assert.deepEqual(missing, []);
  });
});
