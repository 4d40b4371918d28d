/** The used fields of an entry of package-lock.json. */
export interface LockedPackage {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Path in node_modules → package, as in package-lock.json. The project itself has the path "". */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * Finds what prevents a lock file from installing the same packages on every platform and from every registry: a
 * missing hash, a missing entry of a platform's package, or a fixed registry.
 *
 * @returns one sentence per fault
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

/** Whether npm verifies the download of this entry with a hash. Links and the project are not downloaded. */
export function isVerified(path: string, { link, integrity }: LockedPackage): boolean {
  return path === "" || link === true || integrity !== undefined;
}
