import { homedir } from "node:os";
import { join } from "node:path";

/** Hunch's own folders of a user. */
export interface UserFolders {
  /** Recorded events, recent files, counts of requests, indexes. */
  readonly state: string;
  /** What the user writes: the file of keys. */
  readonly config: string;
}

/** The folders that the platform reserves: XDG's on Linux and macOS, AppData on Windows. */
export function userFolders(env: Readonly<Record<string, string | undefined>>, platform: string): UserFolders {
  const home = homedir();
  if (platform === "win32") {
    const local = env["LOCALAPPDATA"] || join(home, "AppData", "Local");
    return { state: join(local, "hunch"), config: join(env["APPDATA"] || join(home, "AppData", "Roaming"), "hunch") };
  }
  return {
    state: join(env["XDG_STATE_HOME"] || join(home, ".local", "state"), "hunch"),
    config: join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "hunch"),
  };
}
