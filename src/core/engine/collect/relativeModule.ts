/** A module path as seen from the root: `./types` in `src/a/b.ts` is `/src/a/types`; others stay as they are. */
export function resolveModule(from: string, importer: string): string {
  if (!from.startsWith("./") && !from.startsWith("../")) return from;
  const folders = importer.split("/").slice(0, -1);
  for (const part of from.split("/")) {
    if (part === "..") folders.pop();
    else if (part !== ".") folders.push(part);
  }
  return `/${folders.join("/")}`;
}

/** A resolved module path as a file would write it: `/src/a/types` in `src/c/d.ts` is `../a/types`. */
export function relativeModule(resolved: string, importer: string): string {
  if (!resolved.startsWith("/")) return resolved;
  const there = resolved.slice(1).split("/");
  const here = importer.split("/").slice(0, -1);
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const up = here.slice(shared).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...there.slice(shared)].join("/");
}
