/** A model that the settings of another assistant name. */
export interface FoundModel {
  readonly use: "completions" | "ask";
  /** The server's address; never empty. */
  readonly baseUrl: string;
  /** Empty for a server with one model. */
  readonly model: string;
  /** A key that the settings hold as text. */
  readonly key: string | undefined;
}

/** What the settings of another assistant contain. */
export interface FoundModels {
  readonly models: readonly FoundModel[];
  /** Sentences about models that can't be taken over. */
  readonly problems: readonly string[];
}

/** Settings that can't be read as what they should be. */
export class MalformedSettings extends Error {}
