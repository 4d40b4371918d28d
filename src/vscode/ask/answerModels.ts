import * as vscode from "vscode";
import type { Store } from "../../app/ports.ts";
import type { ChatModel } from "../../core/types/model.ts";
import { t } from "../host/t.ts";
import { type EditorModel, listEditorModels } from "./editorModels.ts";

export interface AnswerModelsDeps {
  /** The configured chat model. */
  readonly configured: () => ChatModel | undefined;
  readonly store: Store;
  readonly isTrusted: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** Where the id of the chosen model of the editor is remembered. */
const key = "ask.editorModel";

interface Item extends vscode.QuickPickItem {
  readonly choice: EditorModel | "configured" | "none" | "configure";
}

/** Who answers questions: the configured chat model, or one that another extension brings into the editor. */
export class AnswerModels implements vscode.Disposable {
  readonly #deps: AnswerModelsDeps;
  readonly #changed: vscode.Disposable;
  #chosen: EditorModel | undefined;

  constructor(deps: AnswerModelsDeps) {
    this.#deps = deps;
    const refresh = () => void this.#refresh().catch(deps.onError);
    this.#changed = vscode.lm.onDidChangeChatModels(refresh);
    refresh();
  }

  /** The model that answers; undefined for passages alone, and always in a workspace that is not trusted. */
  current(): ChatModel | undefined {
    if (!this.#deps.isTrusted()) return undefined;
    return this.#chosen?.chat ?? this.#deps.configured();
  }

  /** Answers with a model of the editor from now on; undefined for the configured one. */
  async use(model: EditorModel | undefined): Promise<void> {
    this.#chosen = model;
    await this.#deps.store.set(key, model?.id);
  }

  /** Lets the user choose who answers from now on. Resolves with undefined if they choose nobody. */
  async choose(): Promise<{ readonly model: ChatModel | undefined } | undefined> {
    const chosen = await vscode.window.showQuickPick(this.#items(), {
      title: t("Ask Another Model"),
      placeHolder: t("Select the model that answers from now on"),
    });
    if (!chosen) return undefined;
    const { choice } = chosen;
    switch (choice) {
      case "configure":
        await vscode.commands.executeCommand("hunch.chooseModel");
        return undefined;
      case "none":
        return { model: undefined };
      case "configured":
        await this.use(undefined);
        return { model: this.#deps.configured() };
      default:
        await this.use(choice);
        return { model: choice.chat };
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #items(): Promise<readonly Item[]> {
    const configured = this.#deps.configured();
    const models = this.#deps.isTrusted() ? await listEditorModels() : [];
    const inUse = (isUsed: boolean) => (isUsed ? { description: t("in use") } : {});
    const own: readonly Item[] = configured
      ? [
          {
            label: configured.label,
            detail: t("The configured chat model"),
            choice: "configured",
            ...inUse(!this.#chosen),
          },
        ]
      : [];
    const others = models.map(
      (model): Item => ({
        label: model.name,
        detail: t("From {0} in this editor, which asks for your consent", model.vendor),
        choice: model,
        ...inUse(model.id === this.#chosen?.id),
      }),
    );
    return [
      ...own,
      ...others,
      { label: t("No model"), detail: t("Show the passages that match this question"), choice: "none" },
      { label: t("Choose a Model…"), detail: t("Configure a model server"), choice: "configure" },
    ];
  }

  /** Extensions bring their models after the window has opened. */
  async #refresh(): Promise<void> {
    const id = this.#deps.store.get(key);
    this.#chosen = typeof id === "string" ? (await listEditorModels()).find((model) => model.id === id) : undefined;
  }
}
