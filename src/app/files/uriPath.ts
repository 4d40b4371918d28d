/** The path of a uri, decoded: "/home/me/a b.ts" of "file:///home/me/a%20b.ts". */
export function uriPath(uri: string): string {
  const path = uri.replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?/i, "").replace(/[?#].*$/s, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A "%" that is part of a name.
  }
}

/** The uri of a file or folder inside a folder. @param path relative to the folder, "/" between its parts */
export function childUri(folder: string, path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return `${folder.replace(/[?#].*$/s, "").replace(/\/$/, "")}/${encoded}`;
}

/** The uri of the folder that contains a file or folder; undefined for a root. */
export function parentUri(uri: string): string | undefined {
  const [, root = "", path = ""] = /^([a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?)([^?#]*)/i.exec(uri) ?? [];
  const inner = path.replace(/\/$/, "");
  const cut = inner.lastIndexOf("/");
  if (cut < 0 || inner === "") return undefined;
  return cut === 0 ? `${root}/` : root + inner.slice(0, cut);
}
