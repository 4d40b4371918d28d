import * as vscode from "vscode";
import type { ReadText } from "../../app/files/readText.ts";
import type { AskSelection } from "../../core/ask/askFiles.ts";
import { leavesOut, type PlacedCode, placeCode } from "../../core/ask/change/placeCode.ts";
import { displayPath } from "../files/displayPath.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";

const scheme = "hunch-change";
const maxFileBytes = 4_000_000;

/** A block of an answer, and where it may belong. */
export interface ProposedCode {
  readonly text: string;
  /** The file that the block names. */
  readonly uri: string | undefined;
  /** What was selected when the question was asked. */
  readonly selection: AskSelection | undefined;
}

/** A change that is shown as a diff. */
interface Proposal {
  readonly uri: vscode.Uri;
  /** The file's text that the change was made for. */
  readonly before: string;
  readonly place: PlacedCode;
}

/** Shows code of answers as changes of files, and applies them. Nothing is changed before the user has seen the diff. */
export class ProposedChanges implements vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #readText: ReadText;
  readonly #proposals = new Map<string, Proposal>();
  #count = 0;

  constructor(readText: ReadText) {
    this.#readText = readText;
    const provideTextDocumentContent = ({ path }: vscode.Uri) => {
      const proposal = this.#proposals.get(path);
      return proposal && after(proposal);
    };
    this.#own.add(vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent }));
    this.#own.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#proposals.delete(uri.path);
      }),
    );
  }

  /** Shows what a block would change, or says why it can't. */
  async show(code: ProposedCode): Promise<void> {
    const found = await this.#propose(code);
    if (typeof found === "string") {
      void vscode.window.showInformationMessage(found);
      return;
    }
    const name = displayPath(found.uri);
    const changed = vscode.Uri.from({ scheme, path: `/${++this.#count}/${name}` });
    this.#proposals.set(changed.path, found);
    const title = t("{0} (proposed by Ask)", name);
    // Where files are, beside the panel.
    const viewColumn = vscode.window.visibleTextEditors[0]?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.commands.executeCommand("vscode.diff", found.uri, changed, title, { preview: true, viewColumn });
  }

  /** Applies the change of the diff that is shown, as one undo step. @param uri of the diff's right side */
  async apply(uri: unknown): Promise<void> {
    const shown = uri instanceof vscode.Uri ? uri : shownChange();
    const proposal = shown && this.#proposals.get(shown.path);
    if (!shown || !proposal) {
      void vscode.window.showInformationMessage(t("Show code of an answer as a diff first, then apply it there."));
      return;
    }
    const read = await this.#readText(proposal.uri.toString(), maxFileBytes);
    if (read.kind === "notRead" || read.text !== proposal.before) {
      const name = displayPath(proposal.uri);
      void vscode.window.showWarningMessage(t("{0} has changed since the diff was made. Show the diff again.", name));
      return;
    }
    if (!(await replaceLines(proposal))) {
      void vscode.window.showWarningMessage(t("The change was not applied because this file can't be edited."));
      return;
    }
    await closeDiff(shown);
    await vscode.commands.executeCommand("vscode.open", proposal.uri, {
      selection: new vscode.Range(proposal.place.startLine, 0, proposal.place.startLine, 0),
    });
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** The change that a block stands for, or a sentence that says why there is none. */
  async #propose({ text, uri, selection }: ProposedCode): Promise<Proposal | string> {
    const target = uri ?? selection?.uri;
    if (target === undefined)
      return t(
        "The answer doesn't say which file this code is for. Place the cursor there, then use Insert at Cursor.",
      );
    const at = vscode.Uri.parse(target, true);
    const read = await this.#readText(target, maxFileBytes);
    if (read.kind === "notRead") return t("{0} can't be changed because Hunch doesn't read it.", displayPath(at));
    if (leavesOut(text))
      return t("This code leaves parts of the file out, so it can't be applied. Ask for the whole code.");
    const lines = read.text.split(/\r\n|\n|\r/);
    const selected = selection && selection.uri === target ? placeAtSelection(text, selection, lines) : undefined;
    const place = selected ?? placeCode(text, lines);
    if (!place) {
      return t(
        "Hunch can't tell which lines of {0} this code replaces. Select them, then use Insert at Cursor.",
        displayPath(at),
      );
    }
    return { uri: at, before: read.text, place };
  }
}

/** The selected lines, if the selection was of whole lines and they are still where they were. */
function placeAtSelection(
  text: string,
  { startLine, endLine, text: selected }: AskSelection,
  lines: readonly string[],
): PlacedCode | undefined {
  const isSame = lines.slice(startLine, endLine).join("\n") === selected.replace(/\n$/, "");
  return isSame ? { startLine, endLine, text: text.replace(/\n$/, "") } : undefined;
}

function after({ before, place }: Proposal): string {
  const ends = before.includes("\r\n") ? "\r\n" : "\n";
  const lines = before.split(/\r\n|\n|\r/);
  const changed = place.text.split("\n");
  return [...lines.slice(0, place.startLine), ...changed, ...lines.slice(place.endLine)].join(ends);
}

/** Replaces the lines in one edit, which is one undo step, even if the file is not open yet. */
function replaceLines({ uri, before, place }: Proposal): Thenable<boolean> {
  const lines = before.split(/\r\n|\n|\r/);
  const end = new vscode.Position(place.endLine - 1, lines[place.endLine - 1]?.length ?? 0);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(new vscode.Position(place.startLine, 0), end), place.text);
  return vscode.workspace.applyEdit(edit);
}

function shownChange(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme ? input.modified : undefined;
}

async function closeDiff(changed: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const diff = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === changed.toString(),
  );
  await vscode.window.tabGroups.close(diff);
}
