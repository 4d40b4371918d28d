import { languageFamily } from "./languages.ts";

const languages: Readonly<Record<string, string>> = {
  ".bash": "shellscript", ".c": "c", ".cc": "cpp", ".cjs": "javascript", ".clj": "clojure", ".cpp": "cpp", ".cs": "csharp",
  ".css": "css", ".cts": "typescript", ".dart": "dart", ".el": "elisp", ".ex": "elixir", ".exs": "elixir", ".fs": "fsharp", ".go": "go",
  ".h": "c", ".hpp": "cpp", ".hs": "haskell", ".html": "html", ".java": "java", ".js": "javascript", ".json": "json",
  ".jsx": "javascriptreact", ".kt": "kotlin", ".less": "less", ".lisp": "lisp", ".lua": "lua", ".md": "markdown", ".mjs": "javascript",
  ".mts": "typescript", ".php": "php", ".pl": "perl", ".pm": "perl", ".py": "python", ".pyi": "python", ".r": "r", ".rb": "ruby",
  ".rs": "rust", ".scala": "scala", ".scss": "scss", ".sh": "shellscript", ".sql": "sql", ".svelte": "svelte",
  ".swift": "swift", ".toml": "toml", ".ts": "typescript", ".tsx": "typescriptreact", ".vue": "vue", ".xml": "xml",
  ".yaml": "yaml", ".yml": "yaml", ".zig": "zig",
}; // biome-ignore format: a table

/** VS Code's language id of a file, by its ending; "plaintext" when it is not known. */
export function languageOfPath(path: string): string {
  const ending = /\.[^./\\]+$/.exec(path)?.[0] ?? "";
  return languages[ending.toLowerCase()] ?? "plaintext";
}

/** Endings of files of a language family, each with its dot; those of a family that is not known are none. */
export function endingsOfFamily(family: string): readonly string[] {
  return Object.entries(languages).flatMap(([ending, id]) => (languageFamily(id) === family ? [ending] : []));
}
