import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Neovim } from "../../../scripts/debian/findNeovim.ts";
import { inProject } from "../../../scripts/paths.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { serverFile } from "./serverFile.ts";

const run = promisify(execFile);

/** No prompts, and no help with indentation: the keys that tests send are the text that they expect. */
const quiet = 'vim.o.swapfile = false\nvim.o.more = false\nvim.cmd("filetype plugin indent off")';

/** A real Neovim without a screen, set up as docs/editors/neovim.md says, in a folder of its own. */
export class NeovimEditor implements AsyncDisposable {
  readonly #neovim: Neovim;
  readonly #folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;

  // biome-ignore lint/style/useConsistentMemberAccessibility: a constructor has no # form
  private constructor(neovim: Neovim, folder: NeovimEditor["folder"]) {
    this.#neovim = neovim;
    this.#folder = folder;
    const home = join(folder.path, "home");
    const bin = join(folder.path, "bin");
    for (const path of [home, bin, join(folder.path, "work", ".git")]) mkdirSync(path, { recursive: true });
    const server = `#!/bin/sh\necho $$ > "${folder.path}/pid"\nexec "${process.execPath}" "${serverFile}" "$@"\n`;
    writeFileSync(join(bin, "hunch-lsp"), server);
    chmodSync(join(bin, "hunch-lsp"), 0o755);
    writeFileSync(join(folder.path, "init.lua"), `${quiet}\n${documentedConfiguration()}`);
    this.#env = {
      PATH: `${bin}${delimiter}${process.env["PATH"]}`,
      HOME: home,
      XDG_STATE_HOME: join(home, "state"),
      ...neovim.env,
    };
  }

  static async start(neovim: Neovim, files: Readonly<Record<string, string>>): Promise<NeovimEditor> {
    const editor = new NeovimEditor(neovim, await makeTemporaryFolder());
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(editor.path(path)), { recursive: true });
      writeFileSync(editor.path(path), text);
    }
    await editor.#launch();
    return editor;
  }

  get folder() {
    return this.#folder;
  }

  path(path: string): string {
    return join(this.#folder.path, "work", path);
  }

  /** The bytes of a file. */
  bytes(path: string): string {
    return readFileSync(this.path(path), "latin1");
  }

  /** Process id of the language server that was started last. */
  serverPid(): number | undefined {
    const file = join(this.#folder.path, "pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8")) || undefined : undefined;
  }

  /** Types keys as a user would. */
  async keys(keys: string): Promise<void> {
    await this.#remote("--remote-send", keys);
  }

  /** Evaluates Lua. Resolves with the value, which must be data. */
  async lua(expression: string): Promise<unknown> {
    const code = `vim.json.encode({ value = (${expression}) })`.replaceAll("'", "''");
    const output = await this.#remote("--remote-expr", `luaeval('${code}')`);
    return JSON.parse(output).value;
  }

  /** Repeats an expression until its value is as expected. */
  async until(expression: string, isExpected: (value: unknown) => boolean): Promise<unknown> {
    const end = Date.now() + 60_000;
    for (;;) {
      const value = await this.lua(expression);
      if (isExpected(value)) return value;
      if (Date.now() > end) throw new Error(`${expression} stays ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process && this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGKILL");
      await ended;
    }
    await this.#folder.remove();
  }

  get #socket(): string {
    return join(this.#folder.path, "s");
  }

  async #launch(): Promise<void> {
    const { command, before } = this.#neovim;
    const parameters = [...before, "--headless", "-u", join(this.#folder.path, "init.lua"), "--listen", this.#socket];
    this.#process = spawn(command, parameters, {
      cwd: join(this.#folder.path, "work"),
      env: this.#env,
      stdio: "ignore",
    });
    const end = Date.now() + 60_000;
    while (!existsSync(this.#socket)) {
      if (Date.now() > end) throw new Error("Neovim does not start.");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #remote(...parameters: readonly string[]): Promise<string> {
    const { command, before } = this.#neovim;
    const { stdout, stderr } = await run(command, [...before, "--server", this.#socket, ...parameters], {
      env: this.#env,
      timeout: 60_000,
    });
    return stdout || stderr;
  }
}

/** The first Lua block of the page, so that the page is tested, too. */
function documentedConfiguration(): string {
  const page = readFileSync(inProject("docs/editors/neovim.md"), "utf8");
  const [, lua = ""] = /```lua\n([\s\S]*?)```/.exec(page) ?? [];
  return lua;
}
