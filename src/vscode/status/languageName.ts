import * as vscode from "vscode";

/** The name of a language as the editor shows it: the first alias that its extension gives, e.g. "TypeScript". */
export function languageName(languageId: string): string {
  for (const { packageJSON } of vscode.extensions.all) {
    const alias = aliasIn(packageJSON, languageId);
    if (alias !== undefined) return alias;
  }
  return languageId;
}

/** @param manifest of an extension, which may contain anything */
function aliasIn(manifest: unknown, languageId: string): string | undefined {
  const languages = fieldOf(fieldOf(manifest, "contributes"), "languages");
  if (!Array.isArray(languages)) return undefined;
  for (const language of languages) {
    if (fieldOf(language, "id") !== languageId) continue;
    const aliases = fieldOf(language, "aliases");
    const [first]: readonly unknown[] = Array.isArray(aliases) ? aliases : [];
    if (typeof first === "string" && first !== "") return first;
  }
  return undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
