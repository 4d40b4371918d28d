import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AskSources } from "../../app/ask/askSources.ts";
import { SharedFinder, type SharedFinderDeps, type SharedPlace } from "../../app/ask/shared/sharedFinder.ts";
import { SharedPasswords } from "../../app/ask/shared/sharedPasswords.ts";
import type { Clock, Secrets } from "../../app/ports.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { english } from "../../core/types/translate.ts";
import { repositoryPlace } from "../../node/repositoryPlace.ts";

export interface SharedSearchDeps extends Pick<AskSources, "read">, Pick<SharedFinderDeps, "embedder"> {
  readonly settings: Pick<SettingsPort, "current" | "onDidChange">;
  readonly secrets: Secrets;
  /** Uris of the open folders. */
  readonly folders: () => readonly string[];
  readonly clock: Pick<Clock, "monotonic" | "after">;
  readonly log: (sentence: string) => void;
}

/** The index that a team shares, if the user's `initializationOptions` name one. */
export interface SharedSearch {
  readonly finder: Pick<SharedFinder, "find">;
  /** The open folders have changed. */
  reset(): void;
  dispose(): void;
}

export function createSharedSearch(deps: SharedSearchDeps): SharedSearch {
  const passwords = new SharedPasswords(deps.secrets);
  const known = new Map<string, Promise<SharedPlace | undefined>>();
  const places = async (): Promise<readonly SharedPlace[]> => {
    const files = deps.folders().filter((uri) => uri.startsWith("file:"));
    const found = files.map((uri) => {
      const root = fileURLToPath(uri);
      const place = known.get(uri) ?? repositoryPlace(root, (path) => pathToFileURL(join(root, path)).href);
      known.set(uri, place);
      return place;
    });
    return (await Promise.all(found)).flatMap((place) => place ?? []);
  };
  const finder = new SharedFinder({
    read: deps.read,
    address: () => deps.settings.current().ask.sharedIndex,
    passwordOf: (address) => passwords.get(address),
    open: async (address, password, timeoutMs) => {
      const { openPostgresStore } = await import("../../postgres/openPostgresStore.ts");
      return openPostgresStore({ address, password, timeoutMs });
    },
    places,
    embedder: deps.embedder,
    clean: (text) => redact(text).text,
    clock: deps.clock,
    t: english,
    log: deps.log,
  });
  const reset = () => {
    known.clear();
    finder.reset();
  };
  const stopListening = deps.settings.onDidChange((changed) => changed.has("ask") && reset());
  return {
    finder,
    reset,
    dispose() {
      stopListening();
      reset();
    },
  };
}
