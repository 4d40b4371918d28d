import * as vscode from "vscode";
import { describeModels } from "../../app/journal/describeModels.ts";
import { EventJournal } from "../../app/journal/eventJournal.ts";
import { NameNumbers } from "../../app/journal/nameNumbers.ts";
import { OtherCompleters } from "../../app/journal/otherCompleters.ts";
import { RequestLog } from "../../app/journal/requestLog.ts";
import type { LineFiles } from "../../app/ports.ts";
import { nextEditServer } from "../../app/servers/nextEditServer.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { systemClock } from "../../app/systemClock.ts";
import { ActiveVariants } from "../../app/variants/activeVariants.ts";
import { type AnswerVerdict, isOutcome, type RatingReason, type TelemetryEvent } from "../../core/statistics/events.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { createMementoStore } from "../host/mementoStore.ts";
import { t } from "../host/t.ts";

/** What Hunch records about its own work, and where that is shown. */
export interface Journal {
  readonly events: EventJournal;
  readonly models: NameNumbers;
  /** The variant and the experiment that events are recorded with. */
  readonly variants: ActiveVariants;
  /** Records which other extensions complete code in this window. */
  readonly otherCompleters: OtherCompleters;
  /** Requests of this window. */
  readonly requests: RequestLog;
  /** Records an event. Returns it as recorded, with the model that answered. */
  readonly append: (event: TelemetryEvent) => TelemetryEvent;
  /** Counts a thumb on an answer of Ask. @param reason why it did not help, if the user said so */
  readonly rateAnswer: (verdict: AnswerVerdict, reason?: RatingReason | "other") => void;
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
  /** The recorded events of all windows. */
  readonly files: LineFiles;
  /** Keeps the names of models and variants. */
  readonly memento: vscode.Memento;
  readonly settings: Pick<SettingsPort, "current">;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
  /** Called with each event as recorded. */
  readonly onRecorded: (event: TelemetryEvent) => void;
}

export function createJournal(
  { files, memento, settings, log, onError, onRecorded }: JournalParts,
  own: DisposableStore,
): Journal {
  const changed = own.add(new vscode.EventEmitter<void>());
  const counted = own.add(new vscode.EventEmitter<void>());
  const onTrouble = (sentence: string) => {
    log.warn(sentence);
    changed.fire();
  };
  const events = new EventJournal({
    t,
    files,
    clock: systemClock,
    keepDays: () => settings.current().statistics.keepDays,
    onTrouble,
  });
  own.add({ dispose: () => events.flush() });
  const store = createMementoStore(memento);
  const models = new NameNumbers({ store, key: "hunch.modelNumbers", onError });
  const numbers = new NameNumbers({ store, key: "hunch.variantNumbers", onError });
  const variants = new ActiveVariants({ store, clock: systemClock, numbers });
  const describe = describeModels({
    models,
    settings: () => settings.current(),
    nextEditModel: () => {
      const asked = nextEditServer(settings.current())?.config;
      return asked && { protocol: asked.protocol, name: asked.model, fimFamily: asked.fimFamily };
    },
    modelOf: (variant) => variants.modelOf(variant),
    window: randomNumber(),
  });
  const append = (event: TelemetryEvent) => {
    const recorded = describe(event);
    events.append(recorded);
    onRecorded(recorded);
    otherCompleters.recorded(recorded);
    if (isOutcome(event)) counted.fire();
    changed.fire();
    return recorded;
  };
  const otherCompleters = new OtherCompleters(append);
  const recount = () => {
    otherCompleters.forget();
    counted.fire();
  };
  const rateAnswer: Journal["rateAnswer"] = (verdict, reason) =>
    void append({ kind: "answerRated", at: Date.now(), languageId: "other", verdict, reason });
  const requests = new RequestLog(append);
  const load = async () => {
    await events.flush();
    counted.fire();
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
    variants,
    otherCompleters,
    requests,
    append,
    rateAnswer,
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
