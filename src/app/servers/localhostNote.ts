import type { Protocol } from "../../core/server/protocols/protocols.ts";
import { isLoopback, parseAddress } from "../../core/server/protocols/serverAddress.ts";
import { ModelError } from "../../core/types/model.ts";
import type { Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";

/** Where a window's extensions run, by the editor's name for it: what "localhost" is there, and how to get out. */
const places: Readonly<Record<string, string>> = translatable({
  "ssh-remote": "the SSH host, not your own computer",
  wsl: "the Linux system in WSL; depending on its network mode, a server on Windows may have another address",
  "dev-container": "the container; a server on your computer usually is at host.docker.internal",
  "attached-container": "the container; a server on your computer usually is at host.docker.internal",
  codespaces: "the codespace, not your own computer",
  tunnel: "the machine behind the tunnel, not your own computer",
});

/**
 * Explains what "localhost" is in a window that works on another machine; undefined in a window that does not.
 * @param remoteName the editor's name for the kind of remote machine
 */
export function localhostNote(remoteName: string | undefined, t: Translate): string | undefined {
  if (remoteName === undefined) return undefined;
  const other = translatable("the remote machine, not your own computer");
  const place = (Object.hasOwn(places, remoteName) ? places[remoteName] : undefined) ?? other;
  return t("In this window, localhost is {0}.", t(place));
}

/** Whether an address is on the machine that Hunch runs on; false for one that is malformed. */
export function isOnThisMachine(baseUrl: string, protocol: Protocol): boolean {
  try {
    return isLoopback(parseAddress(baseUrl, protocol).host);
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
