import { globSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Page, Route } from "playwright-core";
import { quietSettings } from "../../../scripts/codeServer/quietSettings.ts";
import { startServer } from "../../../scripts/codeServer/startServer.ts";
import { launchBrowser } from "../launchBrowser.ts";
import { openWindow } from "../openWindow.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { type Installation, uiSettings, type VsCodeOptions, writeFiles } from "../ui/startVsCode.ts";
import { VsCode } from "../ui/vsCode.ts";
import { buildWebProbe } from "./buildWebProbe.ts";
import { startTestServer } from "./testServer.ts";
import { virtualScheme } from "./virtualScheme.ts";

export interface WebVsCodeOptions extends Pick<VsCodeOptions, "files" | "settings"> {
  /** Whether the window has a server behind it, whose files it shows, or is the page alone, with a virtual file system. */
  readonly behind: "server" | "nothing";
  /** Receives each error that the page or a worker of it logs. */
  readonly onError: (text: string) => void;
}

/** Where the page finds the extensions of the test, on its own origin. */
const extensionsPath = "/hunch-test-extensions/";

/** The page is loaded from this machine, and so are the frame and the worker of its extension host. */
const chromiumArguments = [
  "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessForWorkers,LocalNetworkAccessChecksWebSockets",
];

const contentTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".json": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** A VS Code whose extensions run in a worker of the browser, among them Hunch as it is packaged. */
export async function startWebVsCode(
  { host, browser: executablePath, extensionsFolder }: Installation,
  { files, settings, behind, onError }: WebVsCodeOptions,
): Promise<VsCode> {
  const folder = await makeTemporaryFolder();
  const workspace = join(folder.path, "workspace");
  await writeFiles(workspace, files);
  const test = await startTestServer(workspace);
  const dataFolder = join(folder.path, "server");
  const server = await startServer(host, {
    dataFolder,
    extensionsFolder: join(folder.path, "extensions"), // None: Hunch must not run on Node, too.
    smokeTestDriver: true, // Lets a page name extensions that are under development.
  });
  const browser = await launchBrowser(executablePath, chromiumArguments);
  const close = async () => {
    await browser.close();
    await server.stop();
    await test.close();
    await folder.remove();
  };
  try {
    const url = behind === "server" ? server.windowUrl(workspace) : withoutFolder(server.windowUrl(workspace));
    const authority = new URL(url).host;
    const [packaged = ""] = globSync(join(extensionsFolder, "hunch.hunch-*"));
    const extensions = [readFrom(packaged), readFrom(await buildWebProbe(test.url))];
    const uriOf = (at: number) => ({ scheme: "http", authority, path: `${extensionsPath}${at}` });
    const prepare = async (page: Page) => {
      page.on("console", (message) => message.type() === "error" && onError(message.text()));
      page.on("pageerror", (error) => onError(error.stack ?? error.message));
      await page.route(isAt("/"), (route) =>
        changeConfiguration(route, (configuration) => ({
          ...configuration,
          configurationDefaults: { ...quietSettings, ...uiSettings, ...settings },
          enableWorkspaceTrust: false,
          developmentOptions: { extensions: extensions.map((_, at) => uriOf(at)) },
          ...(behind === "nothing" && {
            folderUri: { $mid: 1, scheme: virtualScheme, authority: "test", path: "/" },
            userDataPath: "/",
          }),
        })),
      );
      if (behind === "nothing") await page.route(isWorkbench, (route) => cutFromServer(route, host.vsCode));
      await page.route(
        ({ pathname }) => pathname.startsWith(extensionsPath),
        async (route) => {
          const path = decodeURIComponent(new URL(route.request().url()).pathname.slice(extensionsPath.length));
          const [at = "", ...names] = path.split("/");
          const body = await extensions[Number(at)]?.(names.join("/"));
          const contentType = contentTypes[extname(path)] ?? "application/octet-stream";
          const headers = { "access-control-allow-origin": "*" };
          await route.fulfill(body === undefined ? { status: 404, headers } : { body, contentType, headers });
        },
      );
    };
    const page = await openWindow(browser, url, { prepare });
    const connect = () => test.connect();
    const { pid: serverPid } = server;
    const vsCode = new VsCode({ page, url, workspace, storage: "", dataFolder, serverPid, connect, close });
    await vsCode.whenActive();
    return vsCode;
  } catch (error) {
    await close();
    throw error;
  }
}

const isAt = (path: string) => (url: URL) => url.pathname === path;
const isWorkbench = ({ pathname }: URL) => pathname.endsWith("/out/vs/code/browser/workbench/workbench.js");

function withoutFolder(address: string): string {
  const url = new URL(address);
  url.searchParams.delete("folder");
  return url.href;
}

type ReadExtension = (name: string) => Promise<Buffer | string | undefined>;

/** Reads the files of an extension. @param source its folder, or its files by name */
function readFrom(source: string | Readonly<Record<string, string>>): ReadExtension {
  if (typeof source !== "string") return (name) => Promise.resolve(source[name]);
  return async (name) => {
    const file = join(source, name);
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() ? readFile(file) : undefined;
  };
}

const configurationAttribute = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;

/** Changes the configuration that the server wrote into the page. */
async function changeConfiguration(route: Route, change: (configuration: object) => object): Promise<void> {
  const response = await route.fetch();
  const body = (await response.text()).replace(configurationAttribute, (_, start: string, escaped: string) => {
    const configuration = JSON.parse(escaped.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    const changed = JSON.stringify(change(configuration));
    return `${start}${changed.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  });
  await route.fulfill({ response, body });
}

/** The server's name, and where user data is: code-server keeps it on the server, VS Code in the browser. */
const cuts: readonly (readonly [RegExp, string])[] = [
  [/remoteAuthority:location\.host/, "remoteAuthority:void 0"],
  [
    /(get userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote/,
    "$1vscodeUserData",
  ],
];

/** Makes the page one without a server, as on vscode.dev: it serves the files of the workbench and nothing else. */
async function cutFromServer(route: Route, vsCode: string): Promise<void> {
  const file = join(vsCode, "out/vs/code/browser/workbench/workbench.js");
  const script = await readFile(file, "utf8");
  const cut = cuts.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error(`${file} no longer contains ${pattern}.`);
    return text.replace(pattern, replacement);
  }, script);
  await route.fulfill({ body: cut, contentType: "text/javascript" });
}
