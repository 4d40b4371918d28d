import * as vscode from "vscode";
import { describeModels } from "../../app/journal/describeModels.ts";
import { EventJournal } from "../../app/journal/eventJournal.ts";
import { ModelNumbers } from "../../app/journal/modelNumbers.ts";
import { RequestLog } from "../../app/journal/requestLog.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { isOutcome, type TelemetryEvent } from "../../core/statistics/events.ts";
import { nodeLineFiles } from "../../node/nodeLineFiles.ts";
import { systemClock } from "../../node/systemClock.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { createMementoStore } from "../host/mementoStore.ts";

/** What Hunch records about its own work, and where that is shown. */
export interface Journal {
  readonly events: EventJournal;
  readonly models: ModelNumbers;
  /** Requests of this window. */
  readonly requests: RequestLog;
  /** Records an event. Returns it as recorded, with the model that answered. */
  readonly append: (event: TelemetryEvent) => TelemetryEvent;
  /** Fires when what is recorded has changed. */
  readonly onDidChange: vscode.Event<void>;
  /** Fires when today's outcomes of suggestions have changed. */
  readonly onDidCount: vscode.Event<void>;
  /** To be called when recorded events were deleted. */
  readonly recount: () => void;
  /** Reads what all windows counted today. */
  readonly load: () => Promise<void>;
}

export interface JournalParts {
  /** Folder of the recorded events. */
  readonly folder: string;
  /** Keeps the names of models. */
  readonly memento: vscode.Memento;
  readonly settings: Pick<SettingsPort, "current">;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
}

export function createJournal(
  { folder, memento, settings, log, onError }: JournalParts,
  own: DisposableStore,
): Journal {
  const changed = own.add(new vscode.EventEmitter<void>());
  const counted = own.add(new vscode.EventEmitter<void>());
  const recount = () => counted.fire();
  const onTrouble = (sentence: string) => {
    log.warn(sentence);
    changed.fire();
  };
  const events = new EventJournal({
    files: nodeLineFiles(folder),
    clock: systemClock,
    keepDays: () => settings.current().statistics.keepDays,
    onTrouble,
  });
  own.add({ dispose: () => events.flush() });
  const models = new ModelNumbers(createMementoStore(memento), onError);
  const describe = describeModels({ models, settings: () => settings.current(), window: randomNumber() });
  const append = (event: TelemetryEvent) => {
    const recorded = describe(event);
    events.append(recorded);
    if (isOutcome(event)) recount();
    changed.fire();
    return recorded;
  };
  const requests = new RequestLog(append);
  const load = async () => {
    await events.flush();
    recount();
  };
  own.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) load().catch(onError); // Other windows may have counted more.
    }),
  );
  own.add(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("hunch.statistics")) load().catch(onError); // Deletes what is too old now.
    }),
  );
  return {
    events,
    models,
    requests,
    append,
    onDidChange: changed.event,
    onDidCount: counted.event,
    recount,
    load,
  };
}

/** Tells windows apart; nothing else depends on it. */
function randomNumber(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
