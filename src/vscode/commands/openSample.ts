import * as vscode from "vscode";

/** Two finished functions and the start of a third: how it goes on can be known from the two. */
const before = `interface Parcel {
  readonly weight: number;
  readonly fragile: boolean;
}

export function priceByTruck(parcel: Parcel): number {
  const base = parcel.weight * 2.5;
  const surcharge = parcel.fragile ? 4 : 0;
  return round(base + surcharge);
}

export function priceByTrain(parcel: Parcel): number {
  const base = parcel.weight * 1.75;
  const surcharge = parcel.fragile ? 6 : 0;
  return round(base + surcharge);
}

export function priceByPlane(parcel: Parcel): number {
  const base = parcel.weight * 8;
  `;
const after = `
}

function round(price: number): number {
  return Math.round(price * 100) / 100;
}
`;

/** Opens unsaved code with the cursor in a function that is not finished, so that the first key shows a suggestion. */
export async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "typescript", content: before + after });
  const cursor = document.positionAt(before.length);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor) });
}
