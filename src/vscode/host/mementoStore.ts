import type * as vscode from "vscode";
import type { Store } from "../../app/ports.ts";

/** Keeps values in a state of VS Code: the workspace's or the user's. */
export function createMementoStore(memento: vscode.Memento): Store {
  return {
    get: (key) => memento.get<unknown>(key),
    set: async (key, value) => memento.update(key, value),
  };
}
