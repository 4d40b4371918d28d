import { type CompleterKey, completerNames } from "../../core/statistics/completerNames.ts";

/** An extension that shows ghost text, too. */
export interface Completer {
  readonly key: CompleterKey;
  /** Ids of its extensions, in lower case. */
  readonly extensions: readonly string[];
  /**
   * The authentication provider of an account without which it does not complete. For extensions that come with VS Code
   * and are there whether or not anybody uses them.
   */
  readonly needsAccount?: string;
}

/** Extensions that complete code, by their ids in the Visual Studio Marketplace and Open VSX. */
export const completers: readonly Completer[] = [
  { key: "copilot", extensions: ["github.copilot"] },
  { key: "copilot", extensions: ["github.copilot-chat"], needsAccount: "github" },
  { key: "continue", extensions: ["continue.continue"] },
  { key: "tabby", extensions: ["tabbyml.vscode-tabby"] },
  { key: "windsurf", extensions: ["codeium.codeium", "codeium.codeium-enterprise-updater"] },
  { key: "supermaven", extensions: ["supermaven.supermaven"] },
  {
    key: "intelliCode",
    extensions: ["visualstudioexptteam.vscodeintellicode", "visualstudioexptteam.vscodeintellicode-completions"],
  },
  { key: "cody", extensions: ["sourcegraph.cody-ai"] },
  { key: "twinny", extensions: ["rjmacarthy.twinny"] },
  { key: "llamaVscode", extensions: ["ggml-org.llama-vscode"] },
  { key: "llmVscode", extensions: ["huggingface.huggingface-vscode"] },
  { key: "amazonQ", extensions: ["amazonwebservices.amazon-q-vscode"] },
  { key: "geminiCodeAssist", extensions: ["google.geminicodeassist"] },
  { key: "tabnine", extensions: ["tabnine.tabnine-vscode", "tabnine.tabnine-vscode-self-hosted-updater"] },
  { key: "augment", extensions: ["augment.vscode-augment"] },
  { key: "kiloCode", extensions: ["kilocode.kilo-code"] },
  { key: "lingma", extensions: ["alibaba-cloud.tongyi-lingma"] },
];

/** Editors made from VS Code with a completer of their own, by their names. */
const editors: readonly (readonly [appName: RegExp, completer: CompleterKey])[] = [
  [/cursor/i, "cursorTab"],
  [/windsurf/i, "windsurfTab"],
  [/trae/i, "trae"],
  [/kiro/i, "kiro"],
];

/** A completer that is on in this window. */
export interface FoundCompleter {
  readonly key: CompleterKey;
  /** Its name, as users know it. */
  readonly name: string;
  /** Undefined for one that is part of the editor. */
  readonly extension: string | undefined;
}

export interface CompleterSigns {
  /** The editor's own name, such as "Visual Studio Code". */
  readonly appName: string;
  /** Whether an extension is enabled in this window. */
  readonly isEnabled: (extension: string) => boolean;
  /** Whether the user has an account of an authentication provider. */
  readonly hasAccount: (provider: string) => Promise<boolean>;
}

/** Finds the other completers of a window, each once. */
export async function findCompleters(signs: CompleterSigns): Promise<readonly FoundCompleter[]> {
  const found = new Map<CompleterKey, string | undefined>();
  for (const [appName, key] of editors) if (appName.test(signs.appName)) found.set(key, undefined);
  for (const { key, extensions, needsAccount } of completers) {
    const extension = extensions.find((id) => signs.isEnabled(id));
    if (extension === undefined || found.has(key)) continue;
    if (needsAccount === undefined || (await signs.hasAccount(needsAccount))) found.set(key, extension);
  }
  return [...found].map(([key, extension]) => ({ key, name: completerNames[key], extension }));
}
