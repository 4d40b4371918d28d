import { isRecord } from "./flattenSettings.ts";

/** What only the language server can be told, by `initializationOptions`. */
export interface LspOptions {
  /** Whether suggestions also answer `textDocument/completion`, for clients without inline completion. */
  readonly completionItems: boolean;
}

/** @param warn called with a sentence for a value that can't be used */
export function parseLspOptions(given: unknown, warn: (sentence: string) => void): LspOptions {
  const value = at(given, "hunch.lsp.completionItems") ?? at(given, "lsp.completionItems");
  if (value !== undefined && typeof value !== "boolean")
    warn('"hunch.lsp.completionItems" must be true or false. Until then Hunch uses false.');
  return { completionItems: value === true };
}

/** The value of a dotted name, whether its parts are nested or not. */
function at(given: unknown, name: string): unknown {
  if (!isRecord(given)) return undefined;
  if (Object.hasOwn(given, name)) return given[name];
  for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
    const head = name.slice(0, dot);
    const found = Object.hasOwn(given, head) ? at(given[head], name.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
