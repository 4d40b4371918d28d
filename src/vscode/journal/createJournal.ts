import * as vscode from "vscode";
import { isOutcome, type TelemetryEvent } from "../../core/statistics/events.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { Activities } from "./activities.ts";
import { EventLog } from "./eventLog.ts";
import { RequestLog, type RequestRecord } from "./requestLog.ts";
import { StatusBar } from "./statusBar.ts";

/** What Hunch remembers about its own work, and the places where that is shown. */
export interface Journal {
  readonly activities: Activities;
  readonly events: EventLog;
  /** Requests of this window. */
  readonly requests: RequestLog;
  readonly append: (event: TelemetryEvent) => void;
  /** Fires when what is remembered has changed. */
  readonly onDidChange: vscode.Event<void>;
  /** Reads what earlier windows counted today. */
  readonly load: () => Promise<void>;
}

/** @param folder of the kept events */
export function createJournal(folder: string, log: vscode.LogOutputChannel, own: DisposableStore): Journal {
  const changed = own.add(new vscode.EventEmitter<void>());
  const activities = new Activities(own.add(new StatusBar()));
  const tellTrouble = (sentence: string) => {
    log.warn(sentence);
    changed.fire();
  };
  const events = own.add(new EventLog(folder, tellTrouble));
  const append = (event: TelemetryEvent) => {
    events.append(event);
    if (isOutcome(event)) activities.today(events.today());
    changed.fire();
  };
  const requests = new RequestLog(append, (record: RequestRecord) => activities.ended(record));
  const load = () => events.load().then(() => activities.today(events.today()));
  return { activities, events, requests, append, onDidChange: changed.event, load };
}
