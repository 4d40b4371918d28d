import * as vscode from "vscode";
import { loadExperiment } from "../../app/journal/loadExperiment.ts";
import { loadStatistics } from "../../app/journal/loadStatistics.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { language, t } from "../host/t.ts";
import { openSetting } from "../settings/openSetting.ts";
import { readSettings } from "../settings/settings.ts";
import type { Journal } from "./createJournal.ts";
import { deleteStatistics } from "./deleteStatistics.ts";
import { exportStatistics } from "./exportStatistics.ts";
import { createStatisticsPanel } from "./statisticsPanel.ts";
import { statisticsReport } from "./statisticsReport.ts";

export interface StatisticsParts {
  readonly extensionUri: vscode.Uri;
  readonly journal: Journal;
  readonly onError: (error: unknown) => void;
}

/** The commands about statistics. */
export interface StatisticsCommands {
  show(): void;
  /** Reads again what the page shows, if it is open. */
  refresh(): void;
  export(): Promise<void>;
  delete(): Promise<void>;
}

export function createStatistics(
  { extensionUri, journal, onError }: StatisticsParts,
  own: DisposableStore,
): StatisticsCommands {
  const { events, models, variants, recount, onDidChange } = journal;
  const commands: StatisticsCommands = {
    show: () => panel.show(),
    refresh: () => panel.refresh(),
    export: () => exportStatistics(events),
    async delete() {
      if (!(await deleteStatistics(events))) return;
      recount();
      panel.refresh();
    },
  };
  const actions = {
    export: commands.export,
    delete: commands.delete,
    openSettings: () => openSetting("hunch.statistics"),
    explain: () => vscode.commands.executeCommand("hunch.showInspector"),
    startExperiment: () => vscode.commands.executeCommand("hunch.startExperiment"),
    stopExperiment: () => vscode.commands.executeCommand("hunch.stopExperiment"),
  } as const;
  const panel = own.add(
    createStatisticsPanel({
      extensionUri,
      onDidChange,
      onError,
      act: (action) => Promise.resolve(actions[action]()).catch(onError),
      async report(range) {
        const loaded = await loadStatistics(events, range, Date.now());
        const experiment = variants.experiment();
        const isRecording = readSettings().statistics.keepDays > 0;
        const nameOf = (model: number) => models.nameOf(model);
        return statisticsReport({
          t,
          language,
          ...loaded,
          range,
          experiment: experiment && (await loadExperiment(events, experiment)),
          isRecording,
          troubles: events.troubles(),
          nameOf,
          variantNameOf: (variant) => variants.nameOf(variant),
        });
      },
    }),
  );
  return commands;
}
