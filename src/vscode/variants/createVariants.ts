import * as vscode from "vscode";
import type { ReadText } from "../../app/files/readText.ts";
import type { EventJournal } from "../../app/journal/eventJournal.ts";
import { loadStatistics } from "../../app/journal/loadStatistics.ts";
import type { ActiveVariants } from "../../app/variants/activeVariants.ts";
import { endedCount } from "../../core/statistics/outcomeCounts.ts";
import { offersNeeded } from "../../core/statistics/planExperiment.ts";
import { acceptRate } from "../../core/statistics/statistics.ts";
import { settingsVariant, type Variant } from "../../core/variants/variant.ts";
import { variantLabel } from "../../core/variants/variantLabel.ts";
import { language, t } from "../host/t.ts";
import { createVariantsFile } from "./createVariantsFile.ts";
import { readVariants } from "./readVariants.ts";

export interface VariantParts {
  readonly variants: ActiveVariants;
  readonly events: EventJournal;
  readonly readText: ReadText;
  /** Called when requests get other choices from now on. */
  readonly onDidChange: () => void;
}

/** The commands about variants. */
export interface VariantCommands {
  start(): Promise<void>;
  stop(): Promise<void>;
  use(): Promise<void>;
}

/** Days whose accept rate and pace an experiment is planned by. */
const planDays = 30;
/** Without that many offers, the accept rate is not known yet. */
const leastKnown = 50;
const usualRate = 0.3;
const effects = [0.03, 0.05, 0.1, 0.15] as const;

export function createVariants(parts: VariantParts): VariantCommands {
  return { start: () => start(parts), stop: () => stop(parts), use: () => use(parts) };
}

async function start(parts: VariantParts): Promise<void> {
  const { variants, onDidChange } = parts;
  const found = await findVariants(parts);
  if (!found) return;
  const running = variants.experiment();
  const title = running?.stoppedAt === undefined && running ? t("Start another experiment") : t("Start an experiment");
  const first = await pickVariant([settingsVariant, ...found], {
    title: `${title} (1/3)`,
    placeHolder: t("Select the variant to compare with"),
  });
  if (!first) return;
  const second = await pickVariant(
    [settingsVariant, ...found].filter(({ name }) => name !== first.name),
    {
      title: `${title} (2/3)`,
      placeHolder: t("Select the variant to compare with “{0}”", variantLabel(first.name, t)),
    },
  );
  if (!second) return;
  const plan = await pickEffect(parts.events, `${title} (3/3)`);
  if (!plan) return;
  await variants.start({ variants: [first, second], seed: Math.floor(Math.random() * 2 ** 32), ...plan });
  onDidChange();
  const show = t("Show Statistics");
  const choice = await vscode.window.showInformationMessage(
    t(
      "Hunch compares “{0}” with “{1}” from now on, until each has {2} offers",
      variantLabel(first.name, t),
      variantLabel(second.name, t),
      count(plan.offersEach),
    ),
    show,
  );
  if (choice === show) await vscode.commands.executeCommand("hunch.showStatistics");
}

async function stop({ variants, onDidChange }: VariantParts): Promise<void> {
  const experiment = variants.experiment();
  if (!experiment || experiment.stoppedAt !== undefined) {
    void vscode.window.showInformationMessage(t("No experiment is running."));
    return;
  }
  const next = await pickVariant([settingsVariant, ...experiment.variants], {
    title: t("Stop the experiment"),
    placeHolder: t("Select what Hunch uses from now on"),
  });
  if (!next) return;
  await variants.stop(next);
  onDidChange();
}

async function use(parts: VariantParts): Promise<void> {
  const { variants, onDidChange } = parts;
  const found = await findVariants(parts);
  if (!found) return;
  const current = variantLabel((variants.inUse() ?? settingsVariant).name, t);
  const picked = await pickVariant([settingsVariant, ...found], {
    title: t("Use a variant"),
    placeHolder: t("Select what Hunch uses while no experiment runs; now: {0}", current),
  });
  if (!picked) return;
  await variants.use(picked);
  onDidChange();
}

/** The variants there are; undefined, with a sentence for the user, if there are none. */
async function findVariants({ readText }: VariantParts): Promise<readonly Variant[] | undefined> {
  const { variants, faults } = await readVariants(readText);
  const create = t("Create Variants");
  if (variants.length === 0) {
    const sentence = faults[0] ?? t("There are no variants yet. A variant is a named set of choices, kept in a file");
    const choice = await vscode.window.showInformationMessage(sentence, ...(faults.length === 0 ? [create] : []));
    if (choice === create) await createVariantsFile();
    return undefined;
  }
  if (faults.length > 0) void vscode.window.showWarningMessage(faults.join("\n"));
  return variants;
}

interface VariantItem extends vscode.QuickPickItem {
  readonly variant: Variant;
}

async function pickVariant(
  variants: readonly Variant[],
  options: vscode.QuickPickOptions,
): Promise<Variant | undefined> {
  const items = variants.map(
    (variant): VariantItem => ({
      label: variantLabel(variant.name, t),
      detail: variant.description ?? choicesText(variant),
      variant,
    }),
  );
  return (await vscode.window.showQuickPick(items, { ...options, matchOnDetail: true }))?.variant;
}

function choicesText({ choices }: Variant): string {
  const parts = Object.entries(choices).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return parts.length === 0 ? t("No changes") : parts.join(", ");
}

interface EffectItem extends vscode.QuickPickItem {
  readonly effect: number;
  readonly offersEach: number;
}

/** Asks which difference is worth knowing, and shows what each takes at the present rate and pace. */
async function pickEffect(events: EventJournal, title: string) {
  const { statistics } = await loadStatistics(events, planDays, Date.now());
  const ended = endedCount(statistics.all);
  const rate = ended >= leastKnown ? (acceptRate(statistics.all) ?? usualRate) : usualRate;
  const perDay = ended / Math.max(1, statistics.byDay.size);
  const items = effects.map((effect): EffectItem => {
    const offersEach = offersNeeded(rate, effect);
    const days = ended >= leastKnown ? Math.ceil((2 * offersEach) / perDay) : undefined;
    const description = describePlan(2 * offersEach, days);
    const points = Math.round(effect * 100);
    return { label: t("{0} points", points), description, effect, offersEach };
  });
  const placeHolder = t(
    "Select the smallest difference in the accept rate (now {0} %) that you want to find",
    Math.round(rate * 100),
  );
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
  return picked && { effect: picked.effect, offersEach: picked.offersEach };
}

/** @param days undefined while the pace is unknown */
function describePlan(offers: number, days: number | undefined): string {
  if (days === undefined) return t("{0} offers", count(offers));
  return days === 1
    ? t("{0} offers, about 1 day at your pace", count(offers))
    : t("{0} offers, about {1} days at your pace", count(offers), count(days));
}

function count(value: number): string {
  return value.toLocaleString(language);
}
