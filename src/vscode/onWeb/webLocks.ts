import type { WithLock } from "./webLineFiles.ts";

/**
 * Locks that the windows of one origin share. VS Code gives the extension hosts of a workspace an origin of their own, so
 * these are the windows on one workspace. Without the Web Locks API, the locks hold within this window only.
 */
export function createWebLocks(): WithLock {
  const { locks }: Partial<Navigator> = navigator;
  if (locks) return async (name, work) => locks.request(name, work);
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      turn.catch(() => undefined), // The caller gets the error.
    );
    return turn;
  };
}
