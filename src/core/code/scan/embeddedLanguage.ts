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
  ["fragment", "glsl"],
  ["vertex", "glsl"],
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
  // Blocks of Vue with texts and settings.
  if (name === "i18n" || name === "route") return named ?? "json";
  return name === "template" && named !== "html" ? named : undefined;
}

/** The language of a fenced block of Markdown. @param info the text behind the fence */
export function languageOfFence(info: string): string {
  const name = /[\w+#-]+/.exec(info)?.[0].toLowerCase() ?? "";
  return fenceNames.get(name) ?? byEnding(name) ?? (name === "" ? "plaintext" : name);
}

/** Tags of template strings whose names are not those of their language. */
const tags: ReadonlyMap<string, string> = new Map([
  ["svg", "html"],
  ["gql", "graphql"],
  ["keyframes", "scss"],
  ["createGlobalStyle", "scss"],
  ["css", "scss"],
  ["injectGlobal", "scss"],
]);
const tagNames = "html|svg|css|scss|sql|gql|graphql|glsl|xml|markdown|md|keyframes|createGlobalStyle|injectGlobal";
/**
 * What precedes a template string that is written in another language: a tag, with the member or the types of a query
 * builder; a component of styled-components; a `<style>` of JSX; or a comment with the name, as editors' extensions read it.
 */
const beforeTemplate = new RegExp(
  `(?:(?<![\\w$.])(?:\\w+\\.)?(${tagNames})(?:<[^<>\\n]*>)?|(?<![\\w$.])(styled)(?:\\.\\w+|\\([^()\\n]*\\))(?:\\.attrs\\([^()\\n]*\\))?(?:<[^<>\\n]*>)?|/\\*\\s*(${tagNames})\\s*\\*/|(<style\\b[^<>\\n]*>\\s*\\{))\\s*$`,
  "i",
);

/** The language of the template string that begins at `at`, if what precedes it names one. */
export function languageOfTemplate(text: string, at: number): string | undefined {
  const [, tag, styled, comment, element] = beforeTemplate.exec(text.slice(Math.max(0, at - 200), at)) ?? [];
  if (styled !== undefined || element !== undefined) return "scss";
  const name = tag ?? comment;
  return name === undefined ? undefined : (tags.get(name) ?? byEnding(name.toLowerCase()) ?? name.toLowerCase());
}

function byEnding(ending: string): string | undefined {
  const id = languages.ofPath(`x.${ending}`);
  return ending === "" || id === "plaintext" ? undefined : id;
}
