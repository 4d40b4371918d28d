import * as vscode from "vscode";
import { familyNames } from "../../core/prompt/familyOf.ts";
import { type FimFamily, fimFamilies } from "../../core/prompt/fimFamilies.ts";
import { t } from "../host/t.ts";
import { readSettings } from "../settings/settings.ts";

/** Asks the user for the family of fill-in-the-middle markers and saves it. @returns false if the user cancels */
export async function chooseMarkers(): Promise<boolean> {
  const { fimFamily, name } = readSettings().model;
  const items = [
    { family: "auto", detail: t("By the model's name, or the server's own template") },
    ...familyNames().map((family) => ({ family, detail: shapeOf(fimFamilies[family]) })),
  ].map(({ family, detail }) => ({ label: family, description: family === fimFamily ? t("in use") : "", detail }));
  const picked = await vscode.window.showQuickPick(items, {
    title: name === "" ? t("Fill-in-the-Middle Markers of the Model") : t("Fill-in-the-Middle Markers of {0}", name),
    placeHolder: t("See the model's card or its tokenizer for the markers it was trained with"),
    matchOnDetail: true,
  });
  if (!picked) return false;
  const settings = vscode.workspace.getConfiguration("hunch.model");
  await settings.update("fimFamily", picked.label, vscode.ConfigurationTarget.Global);
  return true;
}

/** A sample prompt with these markers. */
function shapeOf({ order, prefix, suffix, middle }: FimFamily): string {
  const [before, after] = [`${prefix}before`, `${suffix}after`];
  return `${order === "psm" ? before + after : after + before}${middle}`;
}
