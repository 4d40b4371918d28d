import { uriPath } from "../../app/files/uriPath.ts";
import { languages } from "../../core/code/languages/languages.ts";
import { isKnownLanguage } from "../../core/code/languages/table.ts";

/** Names of file types in Vim and Emacs → language ids of VS Code. */
const aliases: Readonly<Record<string, string>> = {
  sh: "shellscript",
  bash: "shellscript",
  zsh: "shellscript",
  cs: "csharp",
  make: "makefile",
  tex: "latex",
  plaintex: "latex",
  text: "plaintext",
  gitcommit: "git-commit",
  ps1: "powershell",
  objc: "objective-c",
  objcpp: "objective-cpp",
  "typescript.tsx": "typescriptreact",
  "javascript.jsx": "javascriptreact",
};

/** The language of a document, by the name that its client gives it, or else by its path. */
export function languageOf(languageId: string, uri: string): string {
  const id = aliases[languageId] ?? languageId;
  if (isKnownLanguage(id) && id !== "plaintext") return id;
  const ofPath = languages.ofPath(uriPath(uri));
  return ofPath === "plaintext" ? id || ofPath : ofPath;
}
