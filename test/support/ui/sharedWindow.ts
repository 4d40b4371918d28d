import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { trustedCertificate } from "../certificate/readCertificate.ts";
import { type Installation, settingsOf, startVsCode, type VsCodeOptions, writeFiles } from "./startVsCode.ts";
import type { VsCode } from "./vsCode.ts";

/** What can be changed in an open window. */
export interface SharedWindowOptions extends Pick<VsCodeOptions, "files" | "settings"> {
  /** Hunch has learnt and indexed nothing else: an extension host that has just started takes over. */
  readonly hasFreshHost?: boolean;
}

/** One window that is prepared for one user after another. */
export class SharedWindow {
  readonly #installation: Installation;
  #open: VsCode | undefined;

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /** Returns the window with these settings and files, and no others. */
  async open(options: SharedWindowOptions): Promise<VsCode> {
    const isFresh = this.#open === undefined;
    this.#open ??= await startVsCode(this.#installation, {
      files: {},
      environment: { NODE_EXTRA_CA_CERTS: trustedCertificate }, // Read once, when a server is first asked.
    });
    try {
      await prepare(this.#open, options);
      if (options.hasFreshHost && !isFresh) await this.#open.replaceExtensionHost();
      await this.#open.probe.whenLearnt();
    } catch (error) {
      await this.end();
      throw error;
    }
    return this.#open;
  }

  /** Closes the window, if it is open. The next one is a new one. */
  async end(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.[Symbol.asyncDispose]();
  }
}

async function prepare(editor: VsCode, options: SharedWindowOptions): Promise<void> {
  await changeSettings(editor, settingsOf(options));
  for (const name of await readdir(editor.workspace)) await rm(join(editor.workspace, name), { recursive: true });
  await writeFiles(editor.workspace, options.files);
}

async function changeSettings(editor: VsCode, wanted: Readonly<Record<string, unknown>>): Promise<void> {
  const now: Readonly<Record<string, unknown>> = {
    ...(await readSettings(editor, "User")),
    ...(await readSettings(editor, "Machine")),
  };
  for (const name of new Set([...Object.keys(now), ...Object.keys(wanted)])) {
    if (!isDeepStrictEqual(now[name], wanted[name])) await editor.probe.set(name, wanted[name]);
  }
}

/** Reads the settings that a window keeps for the user, or for the machine that it works on. */
async function readSettings({ storage }: VsCode, kind: "User" | "Machine"): Promise<Record<string, unknown>> {
  const file = join(storage, "..", "..", "..", kind, "settings.json");
  return existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : {};
}
