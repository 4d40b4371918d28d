import type { ModelError, ModelErrorKind } from "../../core/types/model.ts";
import { english, type Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { ModelWarning } from "./modelWarnings.ts";

/** What the user can do about a failing server; each is a button of a notice. */
export type NoticeAction =
  | "chooseModel"
  | "setApiKey"
  | "changeAddress"
  | "chooseMarkers"
  | "tryProtocol"
  | "testAgain"
  | "showLog"
  | "shortenPrompts"
  | "nextEditSetting"
  | "certificateSettings"
  | "proxySettings";

/** What the user reads if a server fails, and what helps. */
export interface ModelNotice {
  readonly sentence: string;
  /** The most likely to help first. */
  readonly actions: readonly NoticeAction[];
}

const notices: Readonly<Record<ModelErrorKind, ModelNotice>> = {
  unreachable: {
    sentence: translatable("No server answers at this address. Is it running, and is the address right?"),
    actions: ["changeAddress", "chooseModel"],
  },
  timeout: {
    sentence: translatable("The server took too long to answer. It may still be loading its model."),
    actions: ["testAgain"],
  },
  unauthorized: {
    sentence: translatable("The server requires an API key, or does not accept this one."),
    actions: ["setApiKey"],
  },
  notFound: {
    sentence: translatable("The server does not have this model, or does not support this kind of completion."),
    actions: ["chooseModel", "tryProtocol"],
  },
  rateLimited: {
    sentence: translatable("The limit of requests is reached. Hunch sends requests again when the limit allows it."),
    actions: ["showLog"],
  },
  overloaded: {
    sentence: translatable("The server is overloaded or failing. Hunch tries again automatically."),
    actions: ["testAgain"],
  },
  loading: {
    sentence: translatable("The server is still loading its model. Hunch tries again automatically."),
    actions: ["testAgain"],
  },
  contextOverflow: {
    sentence: translatable("The prompt is longer than the model's context."),
    actions: ["shortenPrompts"],
  },
  badRequest: {
    sentence: translatable("The server refused the request. Another protocol or model may work."),
    actions: ["tryProtocol", "chooseModel"],
  },
  badResponse: {
    sentence: translatable("The server does not speak this protocol, or its answer was cut off."),
    actions: ["tryProtocol", "chooseModel"],
  },
  tls: {
    sentence: translatable(
      "The server's certificate is not trusted here. Add its authority to this machine's certificates, or use another address.",
    ),
    actions: ["certificateSettings", "changeAddress"],
  },
  proxy: {
    sentence: translatable("The proxy between this machine and the server refused the request or did not answer."),
    actions: ["proxySettings"],
  },
  crossOrigin: {
    sentence: translatable(
      "The server refuses requests from web pages. Allow the origin of this page in the server's settings for CORS.",
    ),
    actions: ["testAgain", "changeAddress"],
  },
  localNetwork: {
    sentence: translatable(
      "The browser does not let this page connect to servers on this machine or in the local network. Allow access to the local network in the browser's settings for this page.",
    ),
    actions: ["testAgain", "changeAddress"],
  },
  mixedContent: {
    sentence: translatable(
      "The browser blocks addresses with http:// because this page was loaded over https://. Use an https:// address of the server.",
    ),
    actions: ["changeAddress", "chooseModel"],
  },
  notConfigured: {
    sentence: translatable("The model server is not fully configured."),
    actions: ["chooseModel"],
  },
};

/** The notice for a failure: the one place that turns its kind into a sentence and actions. */
export function noticeOf(error: ModelError, t: Translate = english): ModelNotice {
  const { sentence, actions } = notices[error.kind];
  return { sentence: t(sentence), actions };
}

const warningActions: Readonly<Record<ModelWarning["kind"], readonly NoticeAction[]>> = {
  unknownFamily: ["chooseMarkers", "chooseModel"],
  clippedPrompts: ["shortenPrompts", "chooseModel"],
  noNextEditModel: ["chooseModel", "nextEditSetting"],
};

/** The notice for a warning about a server that works. */
export function noticeOfWarning({ kind, sentence }: ModelWarning): ModelNotice {
  return { sentence, actions: warningActions[kind] };
}
