import type { Protocol } from "../../core/server/protocols/protocols.ts";

/** The model that the user chose: behind a server, inside the editor, or none. */
export type ChosenModel =
  | {
      readonly kind: "server";
      readonly baseUrl: string;
      readonly model: string;
      /** Protocols that the server may speak, the most likely first; at least one. They are tested in this order. */
      readonly protocols: readonly Protocol[];
    }
  | { readonly kind: "inEditor"; readonly model: string }
  | { readonly kind: "none" };

/** A row of a list of models. */
export interface ModelRow<Chosen = ChosenModel> {
  /** Name of a codicon. */
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Whether it and its group are listed first, so that Enter selects it. */
  readonly isPreferred?: boolean;
  /** A page that a button opens. */
  readonly page?: { readonly title: string; readonly url: string };
  /** Asks for the rest. Resolves with undefined if the user cancels, or if nothing is left to do. */
  readonly choose: () => Promise<Chosen | undefined>;
}

/**
 * A group of the list of models. A new kind of model, such as those of the editor itself, is one more source in
 * {@link modelSources} and one more kind of {@link ChosenModel}.
 */
export interface ModelSource<Chosen = ChosenModel> {
  readonly group: string;
  /** The group's rows; without any, the group is not shown. */
  readonly rows: (signal: AbortSignal) => Promise<readonly ModelRow<Chosen>[]>;
}
