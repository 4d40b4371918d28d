const longestText = 100_000;

/** Returns a function that reads the fields of a value; nothing has fields but objects. */
export function fieldsOf(value: unknown): (name: string) => unknown {
  const fields =
    typeof value === "object" && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined;
  return (name) => fields?.get(name);
}

/** The value if it is a text of acceptable length. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= longestText ? value : undefined;
}

/** The value if it is a number that can be a line, a count or an id. */
export function lineOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
