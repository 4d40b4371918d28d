import type * as vscode from "vscode";
import type { Secrets } from "../../app/ports.ts";

/** Keeps secrets in the editor's secret storage. */
export function createSecretStore(storage: vscode.SecretStorage): Secrets {
  return {
    get: async (key) => storage.get(key),
    set: async (key, value) => storage.store(key, value),
    delete: async (key) => storage.delete(key),
  };
}
