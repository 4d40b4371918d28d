import { join } from "node:path";
import { makeTemporaryFolder } from "../../test/support/temporaryFolder.ts";
import { packageTestExtension } from "../../test/support/ui/packageTestExtension.ts";
import type { Installation } from "../../test/support/ui/startVsCode.ts";
import type { InstalledHost } from "../codeServer/installHost.ts";
import { installExtensions } from "../codeServer/startServer.ts";
import { packageExtension } from "../packageExtension.ts";

/** Packages Hunch and the probe, and installs them for windows of one version until `use` has ended. */
export async function withInstallation<Result>(
  host: InstalledHost,
  browser: string,
  use: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const [vsix, probe] = [await packageExtension(), await packageTestExtension("probe")];
  const folder = await makeTemporaryFolder();
  try {
    const extensionsFolder = join(folder.path, "extensions");
    const dataFolder = join(folder.path, "server");
    const bareExtensionsFolder = join(folder.path, "bare");
    await installExtensions(host, [vsix, probe], { dataFolder, extensionsFolder });
    await installExtensions(host, [probe], { dataFolder, extensionsFolder: bareExtensionsFolder });
    return await use({ host, browser, extensionsFolder, vsix, bareExtensionsFolder });
  } finally {
    await folder.remove();
  }
}
