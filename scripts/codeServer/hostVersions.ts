/** A VS Code from npm: code-server's server, web workbench and extension host. */
export interface HostVersion {
  /** Version of the npm package `code-server`. */
  readonly codeServer: string;
  /** Version of the VS Code that it contains. */
  readonly vsCode: string;
  /** Version of the Node that it needs, if it does not run on this project's Node 24. */
  readonly nodeVersion?: string;
}

/** The newest version, which is the default of every task. */
export const newestHost = { codeServer: "4.139.1", vsCode: "1.139.1" } satisfies HostVersion;

/** The version in `engines.vscode`: the oldest on npm whose extension host has `node:sqlite` (Node 22). */
export const floorHost = { codeServer: "4.103.2", vsCode: "1.103.2", nodeVersion: "22.23.2" } satisfies HostVersion;

/** Returns the host of a version of code-server, or undefined for an unsupported version. */
export function findHostVersion(codeServer: string): HostVersion | undefined {
  return [newestHost, floorHost].find((host) => host.codeServer === codeServer);
}
