import { setFlagsFromString } from "node:v8";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { version } from "../../package.json";
import { serveIndex } from "../node/serveIndex.ts";
import { userFolders } from "../node/userFolders.ts";
import { startServer } from "./startServer.ts";

const oldestNode = 22;
const usage = `Usage: hunch-lsp --stdio

Hunch as a language server: code completion from your own files for editors that speak LSP 3.18.
The pages of docs/editors show how to set it up.

  --stdio     speak the protocol over standard input and output
  --version   print the version
  --help      print this text`;

/** This file is the server, and the thread that holds Ask's index. */
if (!isMainThread && parentPort) serveIndex(parentPort, workerData);
else main(process.argv.slice(2));

function main(args: readonly string[]): void {
  if (Number(process.versions.node.split(".")[0]) < oldestNode)
    fail(`hunch-lsp needs Node ${oldestNode} or newer. This is Node ${process.versions.node}.`);
  else if (args.includes("--help")) process.stdout.write(`${usage}\n`);
  else if (args.includes("--version")) process.stdout.write(`${version}\n`);
  else if (args.includes("--stdio")) serve();
  else fail(usage);
}

function serve(): void {
  // Clearing 8 MB takes less time than waking threads for it, most of all on a busy machine.
  setFlagsFromString("--no-parallel-scavenge");
  // Whatever a dependency prints must not get between the messages.
  console.log = console.error;
  console.info = console.error;
  startServer(process.stdin, process.stdout, {
    userFolders: userFolders(process.env, process.platform),
    env: process.env,
    workerEntry: import.meta.filename,
    version,
  });
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
