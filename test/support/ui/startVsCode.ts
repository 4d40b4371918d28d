import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { InstalledHost } from "../../../scripts/codeServer/installHost.ts";
import { quietSettings } from "../../../scripts/codeServer/quietSettings.ts";
import { installExtensions, startServer } from "../../../scripts/codeServer/startServer.ts";
import { launchBrowser } from "../launchBrowser.ts";
import { openWindow, type WindowOptions } from "../openWindow.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { connectProbe } from "./probe.ts";
import { VsCode } from "./vsCode.ts";

/** What the suite prepares once, before any window. */
export interface Installation {
  readonly host: InstalledHost;
  /** Path of a Chromium. */
  readonly browser: string;
  /** Where Hunch, from its package, and the probe are installed. Every window uses this folder. */
  readonly extensionsFolder: string;
  /** Hunch's package, and a folder where only the probe is installed, for a window in which the test installs Hunch. */
  readonly vsix: string;
  readonly bareExtensionsFolder: string;
}

/** The colour themes every VS Code has. */
export const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  highContrast: "Default High Contrast",
  highContrastLight: "Default High Contrast Light",
} as const;

/** What one window is opened with. */
export interface VsCodeOptions {
  /** Files of the workspace: path → content, written byte for byte. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** Added to the user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: keyof typeof themes;
  /** Display language; English by default. */
  readonly language?: "de";
  /** Hunch is not installed; the test installs it. */
  readonly isBare?: boolean;
  /** Ask whether the folder is trusted, as a desktop VS Code does; otherwise it is. */
  readonly workspaceTrust?: boolean;
  readonly window?: WindowOptions;
  /** Paths of .vsix files that are installed beside Hunch. */
  readonly extensions?: readonly string[];
  /** Added to the environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A fresh VS Code with the packaged extensions installed, a window on a workspace of its own, and Hunch active. */
export async function startVsCode(installation: Installation, options: VsCodeOptions): Promise<VsCode> {
  const { host, browser: executablePath } = installation;
  const folder = await makeTemporaryFolder();
  const [workspace, dataFolder] = [join(folder.path, "workspace"), join(folder.path, "server")];
  await writeFiles(workspace, options.files);
  if (options.language) await writeLanguagePack(join(dataFolder, "data"), options.language);
  const { extensions = [] } = options;
  let extensionsFolder = options.isBare ? installation.bareExtensionsFolder : installation.extensionsFolder;
  if (options.isBare || extensions.length > 0) {
    const own = join(folder.path, "extensions");
    await cp(extensionsFolder, own, { recursive: true });
    if (extensions.length > 0) await installExtensions(host, extensions, { dataFolder, extensionsFolder: own });
    extensionsFolder = own;
  }
  const probeFile = join(folder.path, "probe-port");
  const server = await startServer(host, {
    dataFolder,
    extensionsFolder,
    settings: settingsOf(options),
    workspaceTrust: options.workspaceTrust,
    language: options.language,
    reconnectionGraceTime: 20, // A window's last message may be lost; its extension host then ends by this.
    environment: { ...options.environment, HUNCH_PROBE_FILE: probeFile },
  });
  const browser = await launchBrowser(executablePath);
  const close = async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  };
  let vsCode: VsCode | undefined;
  try {
    const url = server.windowUrl(workspace);
    const page = await openWindow(browser, url, options.window);
    const storage = join(dataFolder, "data", "User", "globalStorage", "hunch.hunch");
    const connect = () => connectProbe(probeFile);
    vsCode = new VsCode({ page, url, workspace, storage, dataFolder, serverPid: server.pid, connect, close });
    if (options.isBare) await vsCode.whenStarted();
    else if (!options.workspaceTrust) await vsCode.whenActive();
    return vsCode;
  } catch (error) {
    const diagnosis = await vsCode?.diagnose("failed-start");
    await close();
    throw new Error(`The window did not start: ${error}\n${diagnosis ?? ""}`, { cause: error });
  }
}

/** The user's settings in a window. */
export function settingsOf({ theme = "dark", settings }: Omit<VsCodeOptions, "files">) {
  return {
    ...quietSettings,
    ...uiSettings,
    "workbench.colorTheme": themes[theme],
    ...settings,
  };
}

/** Beside what only keeps VS Code quiet, a window has VS Code's defaults: these change nothing that a person types or reads. */
export const uiSettings = {
  // Nothing is drawn while nothing changes.
  "editor.cursorBlinking": "solid",
  "workbench.reduceMotion": "on",
  "files.autoSave": "off", // The default of a desktop VS Code; in a browser it is another.
  "workbench.quickOpen.closeOnFocusLost": false, // A part of the window that has just loaded may take the focus.
  "typescript.disableAutomaticTypeAcquisition": true, // It downloads types.
};

/**
 * Writes what VS Code knows of an installed language pack. It translates none of VS Code's own texts: with any pack of a
 * language, extensions get their texts in it.
 */
async function writeLanguagePack(folder: string, language: string): Promise<void> {
  const texts = join(folder, "texts.i18n.json");
  const extension = { extensionIdentifier: { id: `hunch-test.${language}` }, version: "0.0.1" };
  const pack = { hash: language, label: language, extensions: [extension], translations: { vscode: texts } };
  await mkdir(folder, { recursive: true });
  await writeFile(texts, JSON.stringify({ version: "1.0.0", contents: {} }));
  await writeFile(join(folder, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}

/** Writes the files of a workspace. */
export async function writeFiles(folder: string, files: VsCodeOptions["files"]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
