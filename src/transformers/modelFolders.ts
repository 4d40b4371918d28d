import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { parseJson, textAt } from "../core/server/http/json.ts";
import { ModelError } from "../core/types/model.ts";
import { translatable } from "../core/util/translatable.ts";
import { type HubListing, isHubName } from "./hubListing.ts";
import type { ModelUse } from "./weights.ts";

/** Written when all files have arrived; a folder without it holds an incomplete model. */
const completeFile = "hunch.json";

/** The models on this machine: downloaded ones in one folder, others in folders that the user chose. */
export class ModelFolders {
  readonly #root: string;

  /** @param root absolute; created by the first download */
  constructor(root: string) {
    this.#root = root;
  }

  /** Where a model is or would be. @param model an owner/name, or an absolute path. @throws ModelError `notConfigured` */
  pathOf(model: string): string {
    if (isAbsolute(model)) return model;
    if (!isHubName(model)) {
      const text = translatable('"{0}" is neither owner/name nor a folder');
      throw new ModelError("notConfigured", [text, model.slice(0, 80)]);
    }
    return join(this.#root, model.replace("/", "--"));
  }

  /** Whether a model can be loaded without downloading anything. */
  has(model: string): boolean {
    return existsSync(join(this.pathOf(model), isAbsolute(model) ? "config.json" : completeFile));
  }

  /** The folder of an existing model. @throws ModelError `notConfigured` if it does not exist */
  find(model: string): string {
    if (this.has(model)) return this.pathOf(model);
    const text = isAbsolute(model)
      ? translatable("{0}: there is no config.json in this folder; choose it again")
      : translatable("{0}: it is not on this machine yet; choose it again");
    throw new ModelError("notConfigured", [text, model]);
  }

  /** Marks a download as complete. */
  async complete({ model, use, revision, dtype, files }: HubListing): Promise<void> {
    const note = { model, use, revision, dtype, files: files.map(({ path, bytes }) => ({ path, bytes })) };
    await writeFile(join(this.pathOf(model), completeFile), `${JSON.stringify(note, undefined, 2)}\n`);
  }

  /** Names of all downloaded models, including incomplete ones. */
  async all(): Promise<readonly string[]> {
    if (!existsSync(this.#root)) return [];
    return (await readdir(this.#root)).filter((name) => name.includes("--")).map((name) => name.replace("--", "/"));
  }

  /** Names of the completely downloaded models for one use. */
  async downloaded(use: ModelUse): Promise<readonly string[]> {
    const complete = (await this.all()).filter((model) => this.has(model));
    const uses = await Promise.all(complete.map((model) => this.#useOf(model)));
    return complete.filter((_, at) => uses[at] === use);
  }

  async #useOf(model: string): Promise<ModelUse> {
    const note = parseJson(await readFile(join(this.pathOf(model), completeFile), "utf8"));
    return textAt(note, "use") === "embeddings" ? "embeddings" : "completion";
  }

  /** Deletes a downloaded model; never a folder of the user. */
  async remove(model: string): Promise<void> {
    if (isHubName(model)) await rm(this.pathOf(model), { recursive: true, force: true });
  }
}
