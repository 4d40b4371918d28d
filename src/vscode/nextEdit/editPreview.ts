import * as vscode from "vscode";
import { uriPath } from "../../app/files/uriPath.ts";
import type { PlannedEdit } from "../../app/nextEdit/nextEditPorts.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import { isAt, rangeOf, withLineEnds } from "./placeOf.ts";

const scheme = "hunch-next-edits";
const applyAll = t("Apply All");

/** One file of a preview. */
interface PlannedFile {
  readonly document: vscode.TextDocument;
  readonly edits: readonly PlannedEdit[];
}

/**
 * Shows edits in a diff editor and applies them as one undo step when the user confirms. VS Code's own refactor preview
 * shows edits of extensions only if each of them has to be ticked by hand.
 */
export class EditPreview implements vscode.Disposable {
  readonly #own = new DisposableStore();
  /** By the address of the file. */
  readonly #texts = new Map<string, string>();

  constructor() {
    const provideTextDocumentContent = ({ query }: vscode.Uri) => this.#texts.get(query) ?? "";
    this.#own.add(vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent }));
  }

  /** Resolves with whether the edits were applied. */
  async confirm(edits: readonly PlannedEdit[]): Promise<boolean> {
    const files = openFilesOf(edits);
    const count = files.reduce((sum, each) => sum + each.edits.length, 0);
    if (count === 0) return false;
    for (const file of files) this.#texts.set(file.document.uri.toString(), textAfter(file));
    await show(files);
    const question =
      files.length === 1
        ? t("Apply {0} next edits in this file?", count)
        : t("Apply {0} next edits in {1} files?", count, files.length);
    const choice = await vscode.window.showInformationMessage(question, applyAll);
    await close();
    this.#texts.clear();
    if (choice !== applyAll) return false;
    if (files.every(({ document, edits }) => edits.every(({ path, version }) => isAt(document, path, version))))
      return vscode.workspace.applyEdit(asWorkspaceEdit(files));
    void vscode.window.showWarningMessage(t("A file has changed since the preview. Nothing was applied."));
    return false;
  }

  dispose(): void {
    this.#own.dispose();
  }
}

/** The edits by file; those of files that are closed or have changed are left out. */
function openFilesOf(edits: readonly PlannedEdit[]): readonly PlannedFile[] {
  return vscode.workspace.textDocuments.flatMap((document) => {
    const own = edits.filter(({ path, version }) => isAt(document, path, version));
    return own.length > 0 ? [{ document, edits: own }] : [];
  });
}

function textAfter({ document, edits }: PlannedFile): string {
  const text = document.getText();
  const fromBottom = edits.toSorted((a, b) => rangeOf(b.replacement).start.compareTo(rangeOf(a.replacement).start));
  return fromBottom.reduce((whole, { replacement }) => {
    const { start, end } = rangeOf(replacement);
    const now = withLineEnds(replacement.text, document);
    return whole.slice(0, document.offsetAt(start)) + now + whole.slice(document.offsetAt(end));
  }, text);
}

async function show(files: readonly PlannedFile[]): Promise<void> {
  const [first] = files;
  const title = t("Remaining next edits");
  if (files.length === 1 && first) {
    const { uri } = first.document;
    await vscode.commands.executeCommand("vscode.diff", uri, previewUri(uri), title, { preview: true });
    return;
  }
  const changes = files.map(({ document: { uri } }) => [uri, uri, previewUri(uri)]);
  await vscode.commands.executeCommand("vscode.changes", title, changes);
}

/** The path ends with the file's name, which says its language. */
function previewUri(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme, path: uriPath(uri.toString()), query: uri.toString() });
}

async function close(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => isPreview(input));
  await vscode.window.tabGroups.close(tabs);
}

function isPreview(input: unknown): boolean {
  if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === scheme;
  if (!isMultiDiff(input)) return false;
  return input.textDiffs.some(({ modified }) => modified.scheme === scheme);
}

/** The type of this input is no stable API, although its members are there. */
function isMultiDiff(input: unknown): input is { readonly textDiffs: readonly vscode.TabInputTextDiff[] } {
  return typeof input === "object" && input !== null && "textDiffs" in input && Array.isArray(input.textDiffs);
}

function asWorkspaceEdit(files: readonly PlannedFile[]): vscode.WorkspaceEdit {
  const all = new vscode.WorkspaceEdit();
  for (const { document, edits } of files)
    for (const { replacement } of edits)
      all.replace(document.uri, rangeOf(replacement), withLineEnds(replacement.text, document));
  return all;
}
