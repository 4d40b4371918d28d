/** Fields of package.json, at any depth, that VS Code shows to users and translates. */
const textFields: ReadonlySet<string> = new Set([
  "title",
  "label",
  "description",
  "markdownDescription",
  "altText",
  "enumDescriptions",
  "enumItemLabels",
  "markdownEnumDescriptions",
  "deprecationMessage",
  "markdownDeprecationMessage",
  "contents",
]);

/** Parts of package.json that contain such fields, besides its own description. */
const parts = ["capabilities", "contributes"] as const;

/** English text → text of one language. */
export type Translations = Readonly<Record<string, string>>;

export interface LocalizedManifest {
  /** The manifest with a placeholder for each text. */
  readonly manifest: unknown;
  /** File name → its content: `package.nls.json` and one file for each language. */
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Texts of a manifest that users see, each once. */
export function manifestTexts(manifest: object): readonly string[] {
  const texts = new Set<string>();
  replaceTexts(manifest, (text) => {
    texts.add(text);
    return text;
  });
  return [...texts];
}

/**
 * Moves the texts of a manifest into files that VS Code reads by the language of its display. The manifest in the
 * checkout stays English, so that a person can read and search it. A text without a translation stays English.
 * @param languages VS Code's name of a language → its translations
 */
export function localizeManifest(
  manifest: object,
  languages: Readonly<Record<string, Translations>>,
): LocalizedManifest {
  const keys = new Map(manifestTexts(manifest).map((text, index) => [text, `text.${index + 1}`]));
  const localized = replaceTexts(manifest, (text) => `%${keys.get(text)}%`);
  const fileOf = (textOf: (english: string) => string | undefined) =>
    Object.fromEntries(
      [...keys].flatMap(([english, key]) => {
        const text = textOf(english);
        return text === undefined ? [] : [[key, text] as const];
      }),
    );
  const translated = Object.entries(languages).map(
    ([language, translations]) => [`package.nls.${language}.json`, fileOf((english) => translations[english])] as const,
  );
  return {
    manifest: localized,
    files: { "package.nls.json": fileOf((text) => text), ...Object.fromEntries(translated) },
  };
}

/** A copy of the manifest with each text replaced. */
function replaceTexts(manifest: object, replace: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(manifest).map(([name, value]) => {
      if (name === "description" && typeof value === "string") return [name, replace(value)];
      return [name, parts.some((part) => part === name) ? replaceInside(value, replace) : value];
    }),
  );
}

function replaceInside(value: unknown, replace: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => replaceInside(each, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      textFields.has(name) ? replaceField(inner, replace) : replaceInside(inner, replace),
    ]),
  );
}

function replaceField(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((each: unknown) => (typeof each === "string" ? replace(each) : each));
  return replaceInside(value, replace);
}
