const scpLike = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/;

/**
 * Returns a name of a repository that all its clones share, such as "github.com/owner/name", from the address of a
 * remote; undefined for a folder on this machine. Credentials in the address are left out.
 */
export function repositoryName(remote: string): string | undefined {
  const text = remote.trim();
  const url = text.includes("://") ? URL.parse(text) : null;
  if (url && url.hostname !== "") return named(url.hostname, url.pathname);
  const [, host = "", path = ""] = url ? [] : (scpLike.exec(text) ?? []);
  return host.length > 1 ? named(host, path) : undefined; // One letter is a drive of Windows.
}

function named(host: string, path: string): string | undefined {
  const inner = path
    .replace(/^\/+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  return inner === "" ? undefined : `${host.toLowerCase()}/${inner}`;
}
