import { familyWarning, untrainedWarning } from "../../core/prompt/familyWarning.ts";
import { protocolRow, runsOnServer } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { Translate } from "../../core/types/translate.ts";
import type { Clock } from "../ports.ts";

/** Something that makes the answers of a working server worse than they need to be, or a setting without effect. */
export interface ModelWarning {
  readonly kind: "unknownFamily" | "clippedPrompts" | "noNextEditModel";
  readonly sentence: string;
}

/** Settings that belong together are written one after the other; a mixture of old and new needs no warning. */
const settleMs = 1_000;

/** Warns about a configured model, each sentence once in a row. */
export class ModelWarnings {
  readonly #clock: Clock;
  readonly #t: Translate;
  readonly #onWarning: (warning: ModelWarning) => void;
  #lastFamilyWarning: string | undefined;
  #isNextEditModelMissing = false;
  #cancel: () => void = () => undefined;
  #cancelNextEdits: () => void = () => undefined;

  constructor(clock: Clock, onWarning: (warning: ModelWarning) => void, t: Translate) {
    this.#t = t;
    this.#clock = clock;
    this.#onWarning = onWarning;
  }

  /** Checks the model's family once the settings have settled. @param current the configuration at that time */
  checkFamilySoon(current: () => ServerConfig | undefined): void {
    this.#cancel();
    this.#cancel = this.#clock.after(settleMs, () => this.#checkFamily(current()));
  }

  /** Warns, once the settings have settled, if next edits of a model are turned on and there is no model to ask. */
  checkNextEditsSoon(isMissing: () => boolean): void {
    this.#cancelNextEdits();
    this.#cancelNextEdits = this.#clock.after(settleMs, () => this.#checkNextEdits(isMissing()));
  }

  /** @param read prompt tokens that the server reports @param sent prompt tokens by estimate */
  clipped(read: number, sent: number): void {
    const sentence = this.#t(
      "The server reads only {0} of about {1} tokens that it is sent. Start llama.cpp with a larger batch and context (-b 2048 -ub 2048 -c 8192), or send less.",
      read,
      sent,
    );
    this.#onWarning({ kind: "clippedPrompts", sentence });
  }

  dispose(): void {
    this.#cancel();
    this.#cancelNextEdits();
  }

  #checkFamily(config: ServerConfig | undefined): void {
    const sentence = config && warningOf(config, this.#t);
    if (sentence && sentence !== this.#lastFamilyWarning) this.#onWarning({ kind: "unknownFamily", sentence });
    this.#lastFamilyWarning = sentence;
  }

  #checkNextEdits(isMissing: boolean): void {
    const sentence = this.#t(
      "hunch.model.nextEdits is on, but there is no model to ask. It takes a model server, and a chat model or one that predicts edits. The rules propose next edits without it.",
    );
    if (isMissing && !this.#isNextEditModelMissing) this.#onWarning({ kind: "noNextEditModel", sentence });
    this.#isNextEditModelMissing = isMissing;
  }
}

/** With a template, the server may add the markers, unless the user has set a family. */
function warningOf({ protocol, model, fimFamily }: ServerConfig, t: Translate): string | undefined {
  if (!runsOnServer(protocol) && model === "") return undefined; // Not chosen yet.
  switch (protocolRow(protocol).markers) {
    case "none":
      return undefined;
    case "hunch":
      return familyWarning({ family: fimFamily, model }, t);
    case "template":
      return fimFamily === "auto" ? untrainedWarning(model, t) : familyWarning({ family: fimFamily, model }, t);
    case "server":
      return untrainedWarning(model, t);
  }
}
