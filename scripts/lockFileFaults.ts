/** The fields of an entry of package-lock.json that are read here. */
export interface LockedPackage {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Path in node_modules → package, as in package-lock.json. The project itself has the path "". */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * Says what a lock file lacks to install the same packages on every platform and from every registry: the hash of a
 * package, the entry of a platform's package, or independence of one registry.
 *
 * @returns one sentence per fault; empty for a sound lock file
 */
export function lockFileFaults(packages: LockedPackages): readonly string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    const missing = Object.entries(locked.optionalDependencies ?? {}).filter(
      ([name]) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    );
    return [
      ...(isVerified(path, locked) ? [] : [`${path} has no integrity.`]),
      ...(locked.resolved && !locked.link ? [`${path} is bound to one registry by its "resolved".`] : []),
      ...missing.map(([name, version]) => `${name}@${version} has no entry, and ${path || "the project"} asks for it.`),
    ];
  });
}

/** Whether npm compares what it downloads for this entry with a hash; links and the project are not downloaded. */
export function isVerified(path: string, { link, integrity }: LockedPackage): boolean {
  return path === "" || link === true || integrity !== undefined;
}
