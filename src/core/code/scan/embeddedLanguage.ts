import { languages } from "../languages/languages.ts";

/** What `lang` and `type` of an element say, where it is not the ending of a file. */
const dialects: ReadonlyMap<string, string> = new Map([
  ["typescript", "typescript"],
  ["babel", "javascriptreact"],
  ["json", "json"],
  ["importmap", "json"],
  ["speculationrules", "json"],
  ["stylus", "stylus"],
  ["postcss", "postcss"],
  ["html", "html"],
  ["template", "html"],
]);
/** Names of languages in documents, where they are neither a language id nor the ending of a file. */
const fenceNames: ReadonlyMap<string, string> = new Map([
  ["shell", "shellscript"],
  ["console", "shellscript"],
  ["c++", "cpp"],
  ["c#", "csharp"],
  ["objc", "objective-c"],
  ["docker", "dockerfile"],
  ["make", "makefile"],
]);

/**
 * The language between the tags of an element, or undefined if it is the document's own.
 * @param dialect the value of its `lang` or `type`
 */
export function languageOfElement(name: string, dialect: string | undefined): string | undefined {
  const written = dialect?.toLowerCase().split(/[/+-]/).at(-1) ?? "";
  const named = dialects.get(written) ?? byEnding(written);
  if (name === "script") return named ?? "typescript";
  if (name === "style") return named ?? "scss";
  return name === "template" && named !== "html" ? named : undefined;
}

/** The language of a fenced block of Markdown. @param info the text behind the fence */
export function languageOfFence(info: string): string {
  const name = /[\w+#-]+/.exec(info)?.[0].toLowerCase() ?? "";
  return fenceNames.get(name) ?? byEnding(name) ?? (name === "" ? "plaintext" : name);
}

function byEnding(ending: string): string | undefined {
  const id = languages.ofPath(`x.${ending}`);
  return ending === "" || id === "plaintext" ? undefined : id;
}
