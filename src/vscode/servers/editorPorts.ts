import type * as vscode from "vscode";
import type { Clock, Secrets, Store } from "../../app/ports.ts";

/** The editor's memento as a store. */
export function storeOf(memento: vscode.Memento): Store {
  return {
    get: (key) => memento.get<unknown>(key),
    set: async (key, value) => {
      await memento.update(key, value);
    },
  };
}

/** The editor's secret storage. */
export function secretsOf(storage: vscode.SecretStorage): Secrets {
  return {
    get: async (key) => storage.get(key),
    set: async (key, value) => storage.store(key, value),
    delete: async (key) => storage.delete(key),
  };
}

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
