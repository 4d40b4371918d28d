import type { LinesChange } from "../../core/nextEdit/model/editQuestion.ts";
import type { Refusal } from "../../core/nextEdit/moment.ts";
import type { ProposedEdit } from "./nextEditPorts.ts";

const maxRefusals = 100;

/** What the user did not want: it counts against the rules that proposed it, and a model's edit is not shown again. */
export class Refusals {
  #refused: readonly Refusal[] = [];
  /** Of each dismissed rule, the number of the newest edit at that time. */
  readonly #silenced = new Map<string, number>();

  /** The last refusals, oldest first. */
  get all(): readonly Refusal[] {
    return this.#refused;
  }

  refuse({ path, oldLines, newLines, rules }: ProposedEdit): void {
    this.#refused = [...this.#refused.slice(1 - maxRefusals), { path, oldLines, newLines, rules }];
  }

  /** Whether exactly this change was refused in this file. */
  has(path: string, { oldLines, newLines }: Omit<LinesChange, "line">): boolean {
    const isSame = (some: readonly string[], others: readonly string[]) => some.join("\n") === others.join("\n");
    return this.#refused.some(
      (each) => each.path === path && isSame(each.oldLines, oldLines) && isSame(each.newLines, newLines),
    );
  }

  /** The user dismissed a proposal. @param serial number of the newest edit */
  dismiss(proposal: ProposedEdit, serial: number): void {
    this.refuse(proposal);
    for (const rule of proposal.rules) this.#silenced.set(rule, serial);
  }

  /** Whether a rule was dismissed and has no newer example. @param newest number of the newest example */
  isSilenced(rules: readonly string[], newest: number): boolean {
    return rules.some((rule) => (this.#silenced.get(rule) ?? -1) >= newest);
  }
}
