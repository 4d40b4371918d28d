import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";

/**
 * A second extension, installed beside Hunch in tests of the user interface only. It answers questions about the
 * extension host over HTTP on this machine, so that a test with a keyboard can also know what the host knows.
 */
export function activate(context: vscode.ExtensionContext): void {
  const file = process.env["HUNCH_PROBE_FILE"];
  if (!file) return;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const answers: Readonly<Record<string, () => unknown>> = {
    "/events": async () => (await hunch()).events(),
    "/learnt": async () => {
      await (await hunch()).whenLearnt();
    },
    "/activation": async () => ({ ms: (await hunch()).activationMs, longestSliceMs: (await hunch()).longestSliceMs() }),
    "/editor": describeEditor,
    "/delay/start": () => {
      delay.reset();
      delay.enable();
    },
    "/delay/stop": () => {
      delay.disable();
      return { longestMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 };
    },
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://probe");
    const onSetting = { "/set": setSetting, "/get": getSetting }[url.pathname];
    const answer = onSetting ? () => onSetting(url.searchParams) : answers[url.pathname];
    Promise.resolve(answer?.()).then(
      (value) => response.end(JSON.stringify(value ?? null)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  context.subscriptions.push({ dispose: () => server.close() });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address && typeof address === "object") writeFileSync(file, String(address.port));
  });
}

async function hunch() {
  const extension = vscode.extensions.getExtension("hunch.hunch");
  if (!extension) throw new Error("Hunch is not installed.");
  return extension.activate();
}

function getSetting(parameters: URLSearchParams): unknown {
  return vscode.workspace.getConfiguration().get(parameters.get("name") ?? "");
}

/** As a person changes a setting in the editor; without a value it goes back to its default. */
async function setSetting(parameters: URLSearchParams): Promise<void> {
  const value = parameters.get("value");
  const parsed: unknown = value === null ? undefined : JSON.parse(value);
  await vscode.workspace
    .getConfiguration()
    .update(parameters.get("name") ?? "", parsed, vscode.ConfigurationTarget.Global);
}

function describeEditor() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const { line, character } = selection.active;
  return {
    path: document.uri.path,
    languageId: document.languageId,
    text: document.getText(),
    line,
    character,
    dirty: document.isDirty,
  };
}
