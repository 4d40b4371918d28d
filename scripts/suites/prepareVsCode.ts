import { buildForProduction } from "../build.ts";
import type { HostVersion } from "../codeServer/hostVersions.ts";
import { type InstalledHost, installHost } from "../codeServer/installHost.ts";
import { findChromium } from "../findChromium.ts";

/** What every test in a real VS Code needs: dist/ built, hosts installed, a browser. */
export interface PreparedVsCode {
  readonly hosts: readonly InstalledHost[];
  readonly browser: string;
}

/** Builds and installs at the same time: the one waits for the processor, the others for the network. */
export async function prepareVsCode(versions: readonly HostVersion[]): Promise<PreparedVsCode> {
  const [browser, hosts] = await Promise.all([findChromium(), installAll(versions), buildForProduction()]);
  return { hosts, browser };
}

async function installAll(versions: readonly HostVersion[]): Promise<readonly InstalledHost[]> {
  const hosts: InstalledHost[] = [];
  for (const version of versions) hosts.push(await installHost(version));
  return hosts;
}
