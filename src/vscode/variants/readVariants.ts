import * as vscode from "vscode";
import type { ReadText } from "../../app/files/readText.ts";
import { type ParsedVariants, parseVariants, parseVariantsFile } from "../../core/variants/parseVariants.ts";
import { settingsVariant } from "../../core/variants/variant.ts";
import { t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";

/** Where a folder keeps its variants. */
export const variantsFile = ".hunch/variants.json";
const maxBytes = 200_000;

/** The variants of the user's settings and of the open folders. The first of several with one name wins. */
export async function readVariants(readText: ReadText): Promise<ParsedVariants> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const ofFolders = await Promise.all(folders.map((folder) => readFolder(folder, readText)));
  const ofUser = parseVariants(readSettings().statistics.variants, "user", '"hunch.statistics.variants"', t);
  const parsed = [ofUser, ...ofFolders];
  const byName = new Map(
    parsed.toReversed().flatMap(({ variants }) => variants.toReversed().map((variant) => [variant.name, variant])),
  );
  byName.delete(settingsVariant.name); // The name of what changes nothing.
  return { variants: [...byName.values()].reverse(), faults: parsed.flatMap(({ faults }) => faults) };
}

async function readFolder({ uri, name }: vscode.WorkspaceFolder, readText: ReadText): Promise<ParsedVariants> {
  const read = await readText(vscode.Uri.joinPath(uri, variantsFile).toString(), maxBytes);
  if (read.kind === "text") return parseVariantsFile(read.text, "workspace", variantsFile, t);
  const faults =
    read.reason === "missing" ? [] : [t("{0} of {1} can't be read: {2}.", variantsFile, name, reasonText[read.reason])];
  return { variants: [], faults };
}

const reasonText = {
  excluded: t("a setting or an ignore file excludes it"),
  notAFile: t("it is not a file"),
  tooLarge: t("it is larger than 200 KB"),
  binary: t("it is not text"),
  secret: t("it contains a secret"),
  unreadable: t("the file system reported an error"),
} as const;
