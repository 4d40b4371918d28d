import { listAt, textAt, valueAt } from "../../core/server/http/json.ts";
import type { Translate } from "../../core/types/translate.ts";
import { type FoundModel, type FoundModels, MalformedSettings } from "./foundModel.ts";

/** Addresses of Continue's providers that Hunch can use; "" where a model must name one. */
const addresses: Readonly<Record<string, string>> = {
  ollama: "http://127.0.0.1:11434",
  "llama.cpp": "http://127.0.0.1:8080",
  lmstudio: "http://127.0.0.1:1234",
  vllm: "",
  openai: "https://api.openai.com",
  azure: "",
  mistral: "https://api.mistral.ai",
  deepseek: "https://api.deepseek.com",
  together: "https://api.together.xyz",
  fireworks: "https://api.fireworks.ai/inference/v1",
  openrouter: "https://openrouter.ai/api/v1",
};

/**
 * Reads the models of Continue: `config.yaml` with roles, or the older `config.json` with `tabAutocompleteModel`. YAML
 * contains JSON, so one parser reads both.
 * @see https://docs.continue.dev/reference and https://docs.continue.dev/reference/json-reference
 * @throws MalformedSettings with a sentence
 */
export async function readContinue(text: string, t: Translate): Promise<FoundModels> {
  const config = await parse(text, t);
  const listed = listAt(config, "models");
  const byRole = listed.flatMap((entry) => usesOf(entry).map((use) => ({ entry, use })));
  const tab = valueAt(config, "tabAutocompleteModel");
  const older = (Array.isArray(tab) ? tab : tab ? [tab] : []).map((entry: unknown) => ({
    entry,
    use: "completions" as const,
  }));
  const read = [...older, ...byRole].map(({ entry, use }) => modelOf(entry, use, t));
  return {
    models: read.flatMap((each) => (typeof each === "string" ? [] : each ? [each] : [])),
    problems: read.filter((each) => typeof each === "string"),
  };
}

async function parse(text: string, t: Translate): Promise<unknown> {
  const { parse: parseYaml, YAMLError } = await import("yaml");
  try {
    // Its warnings would go to the log of the editor, and quote the file.
    const config: unknown = parseYaml(text, { logLevel: "error" });
    if (typeof config === "object" && config !== null) return config;
  } catch (error) {
    // The library throws a ReferenceError for a document that expands to too much.
    if (!(error instanceof YAMLError || error instanceof ReferenceError)) throw error;
    const line = error instanceof YAMLError ? error.linePos?.[0].line : undefined;
    throw new MalformedSettings(
      line === undefined
        ? t("It is not valid YAML or JSON.")
        : t("It is not valid YAML or JSON: line {0} can't be read.", line),
    );
  }
  throw new MalformedSettings(t("It contains no settings."));
}

/** What a model is for. Without roles, Continue uses it for chat. */
function usesOf(entry: unknown): readonly FoundModel["use"][] {
  const roles = valueAt(entry, "roles");
  if (!Array.isArray(roles)) return ["ask"];
  return [
    ...(roles.includes("autocomplete") ? ["completions" as const] : []),
    ...(roles.includes("chat") ? ["ask" as const] : []),
  ];
}

/** The model, a sentence why it can't be taken over, or undefined if the entry names none. */
function modelOf(entry: unknown, use: FoundModel["use"], t: Translate): FoundModel | string | undefined {
  const [provider, model] = [textAt(entry, "provider"), textAt(entry, "model")];
  if (provider === undefined || model === undefined) return undefined;
  const usual = Object.hasOwn(addresses, provider) ? addresses[provider] : undefined;
  const apiBase = textAt(entry, "apiBase") ?? "";
  if (usual === undefined) return t("{0}: Hunch can't use Continue's provider \"{1}\".", model, provider);
  // Continue's default for Codestral of Mistral.
  const isCodestral = usual === addresses["mistral"] && /codestral/i.test(model);
  const baseUrl = apiBase || (isCodestral ? "https://codestral.mistral.ai" : usual);
  if (baseUrl === "") return t("{0}: the settings name no address.", model);
  return { use, baseUrl, model, key: keyOf(textAt(entry, "apiKey")) };
}

/** A key, unless it only refers to a secret that Continue keeps elsewhere: `${{ secrets.MISTRAL }}`. */
function keyOf(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" || text.includes("${") ? undefined : text.trim();
}
