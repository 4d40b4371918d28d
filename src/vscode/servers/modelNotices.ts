import * as vscode from "vscode";
import type { ModelError, ModelErrorKind } from "../../core/types/model.ts";

/** A button under a notice: its label, and the command behind it. */
export interface NoticeButton {
  readonly label: string;
  readonly command: string;
  readonly argument?: string;
}

/** What a person is told when a server fails, and what helps. */
export interface ModelNotice {
  readonly sentence: string;
  /** The likeliest to help first. */
  readonly buttons: readonly NoticeButton[];
}

const choose: NoticeButton = { label: "Choose a Model…", command: "hunch.chooseModel" };
const setKey: NoticeButton = { label: "Set API Key…", command: "hunch.setApiKey" };
const address: NoticeButton = { label: "Change Address…", command: "hunch.changeAddress" };
const again: NoticeButton = { label: "Test Again", command: "hunch.testConnection" };
const log: NoticeButton = { label: "Show Log", command: "hunch.showLog" };
const settings = (query: string, label: string): NoticeButton => ({
  label,
  command: "hunch.openSetting",
  argument: query,
});

const notices: Readonly<Record<ModelErrorKind, ModelNotice>> = {
  unreachable: {
    sentence: "No server answers at this address. Is it running, and is the address right?",
    buttons: [address, choose],
  },
  timeout: { sentence: "The server is there but took too long; a model may still be loading.", buttons: [again] },
  unauthorized: { sentence: "The server wants an API key, or does not accept this one.", buttons: [setKey] },
  notFound: { sentence: "The server does not have this model, or not this kind of completion.", buttons: [choose] },
  rateLimited: { sentence: "No more requests for now; Hunch goes on by itself.", buttons: [log] },
  overloaded: { sentence: "The server is overloaded or failing; Hunch tries again by itself.", buttons: [again] },
  loading: { sentence: "The server is still loading its model; Hunch tries again by itself.", buttons: [again] },
  contextOverflow: {
    sentence: "The prompt is longer than the model's context.",
    buttons: [settings("hunch.context.maxTokens", "Shorten Prompts")],
  },
  badRequest: { sentence: "The server refuses the request: another protocol or model may fit.", buttons: [choose] },
  badResponse: { sentence: "What answers there does not speak this protocol, or was cut off.", buttons: [choose] },
  tls: {
    sentence:
      "The server's certificate is not trusted here. Add its authority to this machine's certificates, or use another address.",
    buttons: [settings("http.systemCertificates", "Certificate Settings"), address],
  },
  proxy: {
    sentence: "The proxy on the way to the server refuses, or does not answer.",
    buttons: [settings("@id:http.proxy,http.noProxy,http.proxySupport", "Proxy Settings")],
  },
  notConfigured: { sentence: "The model server is not fully configured.", buttons: [choose] },
};

/** What may spoil the answers of a server that works: its model's family is not known, or it leaves out what it is sent. */
export type ModelDoubt = "unknownFamily" | "tooSmall";

const remedies: Readonly<Record<ModelDoubt, readonly NoticeButton[]>> = {
  unknownFamily: [{ label: "Choose Markers…", command: "hunch.chooseMarkers" }, choose],
  tooSmall: [settings("hunch.context.maxTokens", "Shorten Prompts"), choose],
};

/** Says what may spoil a model's answers, with where to mend it. */
export async function tellDoubt(sentence: string, doubt: ModelDoubt): Promise<void> {
  const buttons = remedies[doubt];
  const picked = await vscode.window.showWarningMessage(sentence, ...buttons.map(({ label }) => label));
  if (await press(buttons, picked)) await vscode.commands.executeCommand("hunch.testConnection");
}

/** Commands that give true when something about the server is different now. */
const mending: ReadonlySet<string> = new Set(["hunch.setApiKey", "hunch.changeAddress", "hunch.chooseMarkers"]);

/** Does what the picked button promises. @returns whether the server is worth another test, which nobody has made yet */
export async function press(buttons: readonly NoticeButton[], picked: string | undefined): Promise<boolean> {
  const button = buttons.find(({ label }) => label === picked);
  if (!button) return false;
  const { command, argument } = button;
  const done: unknown = await vscode.commands.executeCommand(command, ...(argument ? [argument] : []));
  return mending.has(command) && done === true;
}

/** The one place that turns a kind of failure into a sentence and a button. */
export function noticeOf(error: ModelError): ModelNotice {
  return notices[error.kind];
}
