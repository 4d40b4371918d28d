/** A VS Code that can be had from npm: code-server's server, web workbench and extension host. */
export interface HostVersion {
  /** Version of the npm package `code-server`. */
  readonly codeServer: string;
  /** The VS Code in it. */
  readonly vsCode: string;
  /** Node of its own, where it does not run on the Node 24 of this project. */
  readonly nodeVersion?: string;
}

/** The newest there is: the default of every task. */
export const newestHost = { codeServer: "4.139.1", vsCode: "1.139.1" } satisfies HostVersion;

/** The floor of `engines.vscode`: the oldest on npm whose extension host has `node:sqlite` (its Node is 22). */
export const floorHost = { codeServer: "4.103.2", vsCode: "1.103.2", nodeVersion: "22.23.2" } satisfies HostVersion;

/** The host named by a version of code-server, or undefined for one that no task was tried with. */
export function findHostVersion(codeServer: string): HostVersion | undefined {
  return [newestHost, floorHost].find((host) => host.codeServer === codeServer);
}
