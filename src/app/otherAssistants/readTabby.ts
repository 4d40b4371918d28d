import { textAt } from "../../core/server/http/json.ts";
import type { Translate } from "../../core/types/translate.ts";
import { type FoundModels, MalformedSettings } from "./foundModel.ts";

/**
 * Reads the server of Tabby from its client's `config.toml`. Tabby's server chooses the model itself.
 * @throws MalformedSettings with a sentence
 */
export async function readTabby(text: string, t: Translate): Promise<FoundModels> {
  const { parse, TomlError } = await import("smol-toml");
  try {
    const config: unknown = parse(text);
    const baseUrl = textAt(config, "server", "endpoint")?.trim();
    if (!baseUrl) return { models: [], problems: [] };
    const key = textAt(config, "server", "token")?.trim() || undefined;
    return { models: [{ use: "completions", baseUrl, model: "", key }], problems: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new MalformedSettings(t("It is not valid TOML: line {0} can't be read.", error.line));
  }
}
