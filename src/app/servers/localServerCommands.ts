import { translatable } from "../../core/util/translatable.ts";
/** A command that gets a model server onto this machine, in one line. */
export interface LocalServerCommand {
  readonly server: string;
  readonly command: string;
  /** What it downloads and what it needs. */
  readonly detail: string;
}

/**
 * Sizes by https://ollama.com/library/qwen2.5-coder and https://huggingface.co/ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF;
 * llama.cpp's preset by https://github.com/ggml-org/llama.vscode/wiki.
 */
export const localServerCommands: readonly LocalServerCommand[] = [
  {
    server: "Ollama",
    command: "ollama pull qwen2.5-coder:1.5b",
    detail: translatable("Downloads 986 MB. Needs Ollama."),
  },
  {
    server: "llama.cpp",
    command: "llama-server --fim-qwen-1.5b-default",
    detail: translatable("Downloads about 1.6 GB. Needs llama.cpp (brew or winget install llama.cpp)."),
  },
];
