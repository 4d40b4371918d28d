import * as vscode from "vscode";
import { followChanges, probeAnswers } from "../ui/probeAnswers.ts";
import { HttpFileSystem } from "./httpFileSystem.ts";
import { virtualScheme } from "./virtualScheme.ts";

/** What the test orders, and a number for its answer. */
export interface ProbeOrder {
  readonly id: number;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The probe in a browser's worker, which can't listen: it asks the test for orders instead. It also provides a virtual
 * file system.
 */
export function activate(context: vscode.ExtensionContext): void {
  const { test } = context.extension.packageJSON;
  const files = new HttpFileSystem(`${test}/files`);
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider(virtualScheme, files), followChanges());
  void followOrders(`${test}/orders`, `${test}/answers`);
}

async function followOrders(orders: string, answers: string): Promise<never> {
  for (;;) {
    const order: ProbeOrder = JSON.parse(await (await fetch(orders)).text());
    void carryOut(order).then((answer) =>
      fetch(answers, { method: "POST", body: JSON.stringify({ id: order.id, ...answer }) }),
    );
  }
}

async function carryOut({ path, parameters }: ProbeOrder) {
  try {
    return { value: (await probeAnswers[path]?.(new URLSearchParams(parameters))) ?? null };
  } catch (error) {
    return { error: String(error) };
  }
}
