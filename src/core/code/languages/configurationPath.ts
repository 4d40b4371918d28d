/**
 * Where an extension keeps the configuration of a language.
 * @param packageJson of the extension, as it was written
 * @returns the path, relative to the extension; undefined if it configures no such language
 */
export function configurationPath(packageJson: unknown, languageId: string): string | undefined {
  const found = listAt(packageJson, "contributes", "languages").find(
    (each) => valueAt(each, "id") === languageId && typeof valueAt(each, "configuration") === "string",
  );
  const path = valueAt(found, "configuration");
  return typeof path === "string" ? path : undefined;
}

function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = keys.reduce(valueAt, value);
  return Array.isArray(found) ? found : [];
}

function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
