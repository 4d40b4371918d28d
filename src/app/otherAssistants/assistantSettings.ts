import type { Translate } from "../../core/types/translate.ts";
import type { Files } from "../ports.ts";
import { type FoundModels, MalformedSettings } from "./foundModel.ts";
import { readContinue } from "./readContinue.ts";
import { type GetSetting, readLlamaVscode, readTabbySettings, readTwinny } from "./readEditorSettings.ts";
import { readTabby } from "./readTabby.ts";

/** Settings of another assistant that name models. */
export interface AssistantSettings {
  readonly assistant: string;
  /** Where they are, for the user. */
  readonly place: string;
  /** Location of their file; undefined for settings of VS Code. */
  readonly uri?: string;
  /** @throws MalformedSettings with a sentence, if they can't be used */
  readonly read: () => Promise<FoundModels>;
}

export interface AssistantSettingsDeps {
  readonly files: Pick<Files, "stat" | "read">;
  /** The user's home folder, a uri without a slash at its end; undefined where there is none to read. */
  readonly home: string | undefined;
  readonly getSetting: GetSetting;
  /** Translates places, and sentences about settings that can't be used. */
  readonly t: Translate;
}

/** Files in the home folder, the first that exists of each assistant counts: Continue prefers YAML, too. */
const files = [
  { assistant: "Continue", paths: [".continue/config.yaml", ".continue/config.json"], parse: readContinue },
  { assistant: "Tabby", paths: [".tabby-client/agent/config.toml"], parse: readTabby },
] as const;

const editorSettings = [
  { assistant: "Tabby", read: readTabbySettings },
  { assistant: "llama.vscode", read: readLlamaVscode },
  { assistant: "twinny", read: readTwinny },
] as const;

/** Names of the assistants whose settings can be read. */
export const readableAssistants: readonly string[] = [...files, ...editorSettings].map(({ assistant }) => assistant);

/** Bytes; a larger file is no file of settings. */
const maxBytes = 1_000_000;

/**
 * Finds settings of other assistants. Reads no file: that happens only when the user asks for it, because these files
 * may hold keys. The gate to files refuses them for that reason, so this is the one other place that reads.
 */
export async function findAssistantSettings(deps: AssistantSettingsDeps): Promise<readonly AssistantSettings[]> {
  const ofFiles = await Promise.all(files.map((row) => findFile(row, deps)));
  const ofEditor = editorSettings
    .map(({ assistant, read }) => ({ assistant, found: read(deps.getSetting) }))
    .filter(({ found }) => found.models.length > 0)
    .map(({ assistant, found }) => ({
      assistant,
      place: deps.t("the settings of VS Code"),
      read: () => Promise.resolve(found),
    }));
  return [...ofFiles.flatMap((each) => each ?? []), ...ofEditor];
}

async function findFile(
  { assistant, paths, parse }: (typeof files)[number],
  { files: port, home, t }: AssistantSettingsDeps,
): Promise<AssistantSettings | undefined> {
  if (home === undefined) return undefined;
  for (const path of paths) {
    const uri = `${home}/${path}`;
    const stat = await port.stat(uri);
    if (stat?.kind !== "file") continue;
    return { assistant, place: `~/${path}`, uri, read: async () => parse(await readText(uri, port, t), t) };
  }
  return undefined;
}

async function readText(uri: string, port: Pick<Files, "stat" | "read">, t: Translate): Promise<string> {
  const stat = await port.stat(uri);
  if (!stat) throw new MalformedSettings(t("It does not exist any more."));
  if (stat.size > maxBytes) throw new MalformedSettings(t("It is larger than a megabyte."));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await port.read(uri));
  } catch (error) {
    if (error instanceof TypeError) throw new MalformedSettings(t("It is not text in UTF-8."));
    throw error;
  }
}
