import * as vscode from "vscode";
import type { Exclusions } from "../../app/files/exclusions.ts";
import type { Servers } from "../../app/servers/servers.ts";
import { isOnAt } from "../../app/status/enabledLevels.ts";
import { type DocumentFacts, type HunchState, hunchState, type StateFacts } from "../../app/status/hunchState.ts";
import { modelLabel, modelName } from "../../app/status/modelLabel.ts";
import type { Overview, Toggle } from "../../app/status/overview.ts";
import { todaySentence } from "../../app/status/todaySentence.ts";
import { systemClock } from "../../app/systemClock.ts";
import { configuredModel } from "../../core/server/setup/configuredServers.ts";
import { summarize } from "../../core/statistics/statistics.ts";
import { displayPath } from "../files/displayPath.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import type { Journal } from "../journal/createJournal.ts";
import { enabledLevels } from "../settings/enabledLevels.ts";
import { activeEditor, barrierIn, type DocumentFactsDeps, documentFacts } from "./documentFacts.ts";
import { StatusBar } from "./statusBar.ts";

export interface StatusDeps extends DocumentFactsDeps {
  readonly exclusions: Exclusions;
  readonly servers: Pick<Servers, "health">;
  /** Explains the address of a server that does not answer. */
  readonly addressNote: NonNullable<StateFacts["noteOf"]>;
  readonly journal: Pick<Journal, "events" | "onDidCount">;
  readonly onError: (error: unknown) => void;
}

/** Whether Hunch suggests now, and what the user may want to know and change about it. */
export interface Status {
  overview(): Overview;
  /** The state and the cursor in the editor that is in front, or was before a panel came to the front. */
  lastSeen(): LastSeen;
  /** Fires when the state may have changed. */
  readonly onDidChange: vscode.Event<void>;
}

interface LastSeen {
  readonly state: HunchState;
  readonly cursor:
    | {
        readonly uri: string;
        readonly path: string;
        readonly line: number;
        /** Whether the editor is in front: VS Code hides ghost text in others. */
        readonly isInFront: boolean;
      }
    | undefined;
}

/** Draws the state in the status bar whenever something that it depends on changes. */
export function createStatus(deps: StatusDeps, own: DisposableStore): Status {
  const { settings, silence, exclusions, servers, addressNote, journal, onError } = deps;
  const { window, workspace } = vscode;
  const bar = own.add(new StatusBar());
  let barredBy: DocumentFacts["barredBy"];
  let today = todaySentence(summarize([]).all, t);

  const changed = own.add(new vscode.EventEmitter<void>());
  let lastEditor = activeEditor();

  const factsOf = (document: vscode.TextDocument) => ({ ...documentFacts(document, deps), barredBy });
  const stateOf = (document: DocumentFacts | undefined) =>
    hunchState({
      t,
      document,
      snoozedMinutes: silence.minutesLeft,
      health: servers.health.current,
      noteOf: addressNote,
      isTrusted: workspace.isTrusted,
    });
  const overview = (): Overview => {
    const document = activeEditor()?.document;
    const facts = document && factsOf(document);
    const { isTrusted } = workspace;
    const model = isTrusted ? configuredModel(settings.current()) : undefined;
    return {
      state: stateOf(facts),
      today,
      model: model && modelLabel(model, t),
      modelName: model && modelName(model, t),
      isTrusted,
      toggles: togglesFor(document, facts),
    };
  };
  const lastSeen = (): LastSeen => {
    const editor = lastEditor && window.visibleTextEditors.includes(lastEditor) ? lastEditor : undefined;
    return {
      state: stateOf(editor && factsOf(editor.document)),
      cursor: editor && {
        uri: editor.document.uri.toString(),
        path: displayPath(editor.document.uri),
        line: editor.selection.active.line,
        isInFront: editor === activeEditor(),
      },
    };
  };
  const draw = () => {
    bar.draw(overview());
    changed.fire();
  };
  const count = () => {
    today = todaySentence(summarize(journal.events.today()).all, t);
    draw();
  };
  const look = async () => {
    const editor = activeEditor();
    lastEditor = editor ?? lastEditor;
    if (editor) {
      const found = await barrierIn(editor, (uri) => exclusions.excludes(uri));
      if (editor !== activeEditor()) return; // A later look is on its way.
      barredBy = found;
    }
    draw();
  };
  const lookAgain = () => void look().catch(onError);

  own.add(window.onDidChangeActiveTextEditor(lookAgain));
  own.add(workspace.onDidOpenTextDocument(lookAgain)); // A document of another language is a new one.
  own.add(workspace.onDidGrantWorkspaceTrust(draw));
  own.add(workspace.onDidChangeWorkspaceFolders(draw));
  own.add({ dispose: settings.onDidChange(draw) });
  own.add({ dispose: exclusions.onDidChange(lookAgain) });
  own.add({ dispose: silence.onDidChange(draw) });
  own.add({ dispose: servers.health.onChange(draw) });
  own.add(journal.onDidCount(count));
  own.add({ dispose: systemClock.after(0, lookAgain) }); // Not while the extension is activated, which has to be quick.
  return { overview, lastSeen, onDidChange: changed.event };
}

function togglesFor(document: vscode.TextDocument | undefined, facts: DocumentFacts | undefined): readonly Toggle[] {
  const levels = enabledLevels(document);
  const language = facts?.language ?? "";
  const toggle = (scope: Toggle["scope"], isOn: boolean) => ({ scope, isOn, language });
  return [
    ...(facts ? [toggle("file", !facts.isFileOff), toggle("language", isOnAt("language", levels))] : []),
    ...(vscode.workspace.workspaceFolders ? [toggle("workspace", isOnAt("workspace", levels))] : []),
    toggle("everywhere", isOnAt("everywhere", levels)),
  ];
}
