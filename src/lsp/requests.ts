import type { Range } from "vscode-languageserver/node";
import { isRecord } from "./settings/flattenSettings.ts";

/** The parameters of `hunch/ask`. */
export interface AskParams {
  readonly question: string;
  /** The code that the question is about. */
  readonly selection: { readonly uri: string; readonly range: Range } | undefined;
  readonly workDoneToken: string | number | undefined;
}

/** Reads the parameters of `hunch/ask`; undefined if they have another form. */
export function readAskParams(params: unknown): AskParams | undefined {
  if (!isRecord(params)) return undefined;
  const { question, selection, workDoneToken: token } = params;
  if (typeof question !== "string" || question.trim() === "") return undefined;
  const workDoneToken = typeof token === "string" || typeof token === "number" ? token : undefined;
  if (selection === undefined || selection === null) return { question, selection: undefined, workDoneToken };
  if (!isRecord(selection) || typeof selection["uri"] !== "string" || !isRange(selection["range"])) return undefined;
  return { question, selection: { uri: selection["uri"], range: selection["range"] }, workDoneToken };
}

/** The id in the parameters of `hunch/didShow` and `hunch/didReject`; undefined if there is none. */
export function readId(params: unknown): number | undefined {
  const id = isRecord(params) ? params["id"] : undefined;
  return typeof id === "number" ? id : undefined;
}

function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value["start"]) && isPosition(value["end"]);
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && typeof value["line"] === "number" && typeof value["character"] === "number";
}
