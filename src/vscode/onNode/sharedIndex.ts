import * as vscode from "vscode";
import { repositoryPlace } from "../../node/repositoryPlace.ts";
import type { SharedIndexAccess } from "../ask/createSharedFinder.ts";

/** Reaches PostgreSQL with its own client, which is loaded at the first question. */
export const sharedIndex: SharedIndexAccess = {
  open: async (address, password, timeoutMs) => {
    const { openPostgresStore } = await import("../../postgres/openPostgresStore.ts");
    return openPostgresStore({ address, password, timeoutMs });
  },
  placeOf: (uri) => repositoryPlace(uri.fsPath, (path) => vscode.Uri.joinPath(uri, path).toString()),
};
