/**
 * Languages whose files help each other, by VS Code language id. A family is one language to "recently opened files
 * of the same language"; languages not listed are a family of their own.
 */
const families: readonly (readonly string[])[] = [
  ["typescript", "typescriptreact", "javascript", "javascriptreact", "vue", "svelte", "astro"],
  ["c", "cpp", "objective-c", "objective-cpp", "cuda-cpp"],
  ["css", "scss", "less", "sass", "stylus"],
  ["html", "handlebars", "razor", "django-html", "jinja-html", "twig"],
  ["json", "jsonc", "json5", "jsonl"],
  ["jade", "pug"],
  ["shellscript", "bash", "zsh", "fish"],
  ["yaml", "dockercompose", "github-actions-workflow"],
  ["terraform", "hcl", "terraform-vars"],
  ["markdown", "mdx"],
];

const familyOf = new Map(families.flatMap((family) => family.map((id) => [id, family[0] ?? id] as const)));

/** The family of a language id, named by its first member. */
export function languageFamily(languageId: string): string {
  return familyOf.get(languageId) ?? languageId;
}
