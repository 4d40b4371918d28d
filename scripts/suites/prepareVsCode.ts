import { buildForProduction } from "../build.ts";
import type { HostVersion } from "../codeServer/hostVersions.ts";
import { type InstalledHost, installHost } from "../codeServer/installHost.ts";
import { findChromium } from "../findChromium.ts";

/** Requirements of tests in a real VS Code, besides a built dist/. */
export interface PreparedVsCode {
  readonly hosts: readonly InstalledHost[];
  readonly browser: string;
}

/** Builds and installs at the same time, because building waits for the processor and installing for the network. */
export async function prepareVsCode(versions: readonly HostVersion[]): Promise<PreparedVsCode> {
  const [browser, hosts] = await Promise.all([findChromium(), installAll(versions), buildForProduction()]);
  return { hosts, browser };
}

async function installAll(versions: readonly HostVersion[]): Promise<readonly InstalledHost[]> {
  const hosts: InstalledHost[] = [];
  for (const version of versions) hosts.push(await installHost(version));
  return hosts;
}
