import type { ModelError, ModelErrorKind } from "../../core/types/model.ts";
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
    sentence: "No server answers at this address. Is it running, and is the address right?",
    actions: ["changeAddress", "chooseModel"],
  },
  timeout: {
    sentence: "The server took too long to answer. It may still be loading its model.",
    actions: ["testAgain"],
  },
  unauthorized: {
    sentence: "The server requires an API key, or does not accept this one.",
    actions: ["setApiKey"],
  },
  notFound: {
    sentence: "The server does not have this model, or does not support this kind of completion.",
    actions: ["chooseModel", "tryProtocol"],
  },
  rateLimited: {
    sentence: "The limit of requests is reached. Hunch sends requests again when the limit allows it.",
    actions: ["showLog"],
  },
  overloaded: {
    sentence: "The server is overloaded or failing. Hunch tries again automatically.",
    actions: ["testAgain"],
  },
  loading: {
    sentence: "The server is still loading its model. Hunch tries again automatically.",
    actions: ["testAgain"],
  },
  contextOverflow: {
    sentence: "The prompt is longer than the model's context.",
    actions: ["shortenPrompts"],
  },
  badRequest: {
    sentence: "The server refused the request. Another protocol or model may work.",
    actions: ["tryProtocol", "chooseModel"],
  },
  badResponse: {
    sentence: "The server does not speak this protocol, or its answer was cut off.",
    actions: ["tryProtocol", "chooseModel"],
  },
  tls: {
    sentence:
      "The server's certificate is not trusted here. Add its authority to this machine's certificates, or use another address.",
    actions: ["certificateSettings", "changeAddress"],
  },
  proxy: {
    sentence: "The proxy between this machine and the server refused the request or did not answer.",
    actions: ["proxySettings"],
  },
  notConfigured: {
    sentence: "The model server is not fully configured.",
    actions: ["chooseModel"],
  },
};

/** The notice for a failure: the one place that turns its kind into a sentence and actions. */
export function noticeOf(error: ModelError): ModelNotice {
  return notices[error.kind];
}

const warningActions: Readonly<Record<ModelWarning["kind"], readonly NoticeAction[]>> = {
  unknownFamily: ["chooseMarkers", "chooseModel"],
  clippedPrompts: ["shortenPrompts", "chooseModel"],
};

/** The notice for a warning about a server that works. */
export function noticeOfWarning({ kind, sentence }: ModelWarning): ModelNotice {
  return { sentence, actions: warningActions[kind] };
}
