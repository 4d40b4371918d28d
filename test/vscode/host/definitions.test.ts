import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { createGate } from "../../support/gate.ts";
import { activateHunch } from "../../support/host/activateHunch.ts";
import {
  ask,
  configure,
  moveTo,
  newNumber,
  showUntitled,
  unset,
  until,
  writeFile,
} from "../../support/host/editing.ts";
import { ModelServer } from "../../support/modelServer.ts";

const { executeCommand } = vscode.commands;
/** Two members, so that a prompt tells from which file it has its definition. */
const library = (member: string) => `export interface Anything {\n  readonly ${member}: number;\n}\n`;

/** A language server that knows some names, and what it was asked. */
interface LanguageServer extends vscode.Disposable {
  readonly asked: readonly string[];
}

/**
 * @param files name → file of the workspace whose first line defines it
 * @param after what it waits for before it says where a name is defined
 */
function serveDefinitions(
  languageId: string,
  files: Readonly<Record<string, string>>,
  after: Promise<void> = Promise.resolve(),
): LanguageServer {
  const asked: string[] = [];
  const provideDefinition = async (document: vscode.TextDocument, position: vscode.Position) => {
    const name = document.getText(document.getWordRangeAtPosition(position));
    asked.push(name);
    const file = files[name];
    if (file === undefined) return undefined;
    await after;
    return new vscode.Location(writeFile(file, library(memberOf(file))), nameAt);
  };
  const provider = vscode.languages.registerDefinitionProvider({ language: languageId }, { provideDefinition });
  return { asked, dispose: () => provider.dispose() };
}

const nameAt = new vscode.Position(0, 17);
const memberOf = (file: string) => `memberOf${file.replaceAll(/\W/g, "")}`;

const settings = {
  "hunch.model.protocol": "openai-suffix",
  "hunch.model.name": "tiny",
  "hunch.model.prefetch": "never", // Each request that the server sees is one that a test made.
};

suite("definitions from the language server", () => {
  let server: ModelServer;

  suiteSetup(async () => {
    await activateHunch();
    server = await ModelServer.start({ answer: () => ({ chunks: ["done();"] }) });
    await configure({ ...settings, "hunch.model.baseUrl": server.url });
  });

  suiteTeardown(async () => {
    await unset([...Object.keys(settings), "hunch.model.baseUrl"]);
    await server.close();
  });

  teardown(() => executeCommand("workbench.action.revertAndCloseActiveEditor"));

  /**
   * Shows a text with names and moves the cursor below them: that makes Hunch look them up, the last one first. VS Code
   * gives many untitled documents the same address, and Hunch does not look up a name of an address twice in a minute.
   */
  async function show(languageId: string, names: readonly string[]): Promise<vscode.TextDocument> {
    const editor = await showUntitled(languageId, `${names.join(" ")}\n  \n`);
    await moveTo(editor, 1, 2);
    return editor.document;
  }

  /** The prompt that leaves when a suggestion is asked for at the cursor. */
  async function promptNow(): Promise<string> {
    server.requests.length = 0;
    await ask();
    return String(server.asked[0]?.body["prompt"]);
  }

  /** Asks until the prompt holds a text, and returns that prompt: names are looked up when the language server has time. */
  async function promptWith(text: string): Promise<string> {
    let prompt = "";
    const isThere = async () => {
      prompt = await promptNow();
      return prompt.includes(text);
    };
    await until(`${text} is in the prompt`, isThere, () => prompt);
    return prompt;
  }

  test("what a name near the cursor stands for is in the prompt, with its file", async () => {
    const name = `Parcel${newNumber()}`;
    const languageServer = serveDefinitions("dart", { [name]: "definitions/parcel.dart" });
    try {
      await show("dart", [name]);
      assert.match(await promptWith(memberOf("definitions/parcel.dart")), /definitions\/parcel\.dart/);
    } finally {
      languageServer.dispose();
    }
  });

  test("an answer that is too late to be waited for is used when it comes", async () => {
    const name = `Parcel${newNumber()}`;
    const gate = createGate();
    const languageServer = serveDefinitions("clojure", { [name]: "definitions/late.clj" }, gate.opened);
    try {
      const next = `other${newNumber()}`;
      await show("clojure", [next, name]);
      await until("Hunch has gone on to the next name", () => languageServer.asked.includes(next));
      assert.doesNotMatch(await promptNow(), new RegExp(memberOf("definitions/late.clj")));
      gate.open();
      await promptWith(memberOf("definitions/late.clj"));
    } finally {
      languageServer.dispose();
    }
  });

  test("a file that holds secrets stays where it is", async () => {
    const [secret, harmless] = [`Secret${newNumber()}`, `Parcel${newNumber()}`];
    const files = { [secret]: "definitions/credentials.json", [harmless]: "definitions/parcel.jl" };
    const languageServer = serveDefinitions("julia", files);
    try {
      await show("julia", [harmless, secret]);
      // Looked up after the secret one.
      const prompt = await promptWith(memberOf("definitions/parcel.jl"));
      assert.deepEqual(languageServer.asked.slice(0, 2), [secret, harmless]);
      assert.doesNotMatch(prompt, new RegExp(memberOf("definitions/credentials.json")));
    } finally {
      languageServer.dispose();
    }
  });

  test("none is looked up when the setting is off", async () => {
    const name = `Parcel${newNumber()}`;
    const languageServer = serveDefinitions("lua", { [name]: "definitions/parcel.lua" });
    await configure({ "hunch.context.definitions": false });
    try {
      const { uri } = await show("lua", ["check", name]);
      // Nothing tells that no look-up will come. One would wait in this thread for 250 ms of rest, from before this timer.
      await sleep(500);
      // And would reach the language server before this one, which is asked for on the same way.
      await executeCommand("vscode.executeDefinitionProvider", uri, new vscode.Position(0, 0));
      assert.deepEqual(languageServer.asked, ["check"]);
      assert.doesNotMatch(await promptNow(), new RegExp(memberOf("definitions/parcel.lua")));
    } finally {
      await unset(["hunch.context.definitions"]);
      languageServer.dispose();
    }
  });
});
