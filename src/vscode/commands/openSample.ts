import * as vscode from "vscode";
import { t } from "../host/t.ts";

/** Finished functions, from which Hunch learns how the next one continues. */
const finished = `interface Parcel {
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

export function priceByShip(parcel: Parcel): number {
  const base = parcel.weight * 0.5;
  const surcharge = parcel.fragile ? 9 : 0;
  return round(base + surcharge);
}

export function priceByBike(parcel: Parcel): number {
  const base = parcel.weight * 3;
  const surcharge = parcel.fragile ? 2 : 0;
  return round(base + surcharge);
}

`;
const begun = `
export function priceByPlane(parcel: Parcel): number {
  const base = parcel.weight * 8;
  `;
const after = `
}

function round(price: number): number {
  return Math.round(price * 100) / 100;
}
`;

/** Opens unsaved code with the cursor in a function that is not finished, and says what to type there. */
export async function openSample(): Promise<void> {
  const note = `// ${t("Type c at the cursor. Hunch shows how the line goes on, and Tab accepts it.")}`;
  const start = finished + note + begun; // The note is always in sight there, also in a small window.
  const document = await vscode.workspace.openTextDocument({ language: "typescript", content: start + after });
  const cursor = document.positionAt(start.length);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor) });
}
