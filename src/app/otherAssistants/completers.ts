/** An extension that shows ghost text, too. */
export interface Completer {
  /** Its name, as users know it. */
  readonly name: string;
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
  { name: "GitHub Copilot", extensions: ["github.copilot"] },
  { name: "GitHub Copilot", extensions: ["github.copilot-chat"], needsAccount: "github" },
  { name: "Continue", extensions: ["continue.continue"] },
  { name: "Tabby", extensions: ["tabbyml.vscode-tabby"] },
  { name: "Windsurf (Codeium)", extensions: ["codeium.codeium", "codeium.codeium-enterprise-updater"] },
  { name: "Supermaven", extensions: ["supermaven.supermaven"] },
  {
    name: "IntelliCode",
    extensions: ["visualstudioexptteam.vscodeintellicode", "visualstudioexptteam.vscodeintellicode-completions"],
  },
  { name: "Cody", extensions: ["sourcegraph.cody-ai"] },
  { name: "twinny", extensions: ["rjmacarthy.twinny"] },
  { name: "llama.vscode", extensions: ["ggml-org.llama-vscode"] },
  { name: "llm-vscode", extensions: ["huggingface.huggingface-vscode"] },
  { name: "Amazon Q", extensions: ["amazonwebservices.amazon-q-vscode"] },
  { name: "Gemini Code Assist", extensions: ["google.geminicodeassist"] },
  { name: "Tabnine", extensions: ["tabnine.tabnine-vscode", "tabnine.tabnine-vscode-self-hosted-updater"] },
  { name: "Augment", extensions: ["augment.vscode-augment"] },
  { name: "Kilo Code", extensions: ["kilocode.kilo-code"] },
  { name: "Lingma", extensions: ["alibaba-cloud.tongyi-lingma"] },
];

/** Editors made from VS Code with a completer of their own, by their names. */
const editors: readonly (readonly [appName: RegExp, completer: string])[] = [
  [/cursor/i, "Cursor Tab"],
  [/windsurf/i, "Windsurf Tab"],
  [/trae/i, "Trae"],
  [/kiro/i, "Kiro"],
];

/** A completer that is on in this window. */
export interface FoundCompleter {
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

/** Finds the other completers of a window, each name once. */
export async function findCompleters(signs: CompleterSigns): Promise<readonly FoundCompleter[]> {
  const found = new Map<string, FoundCompleter>();
  for (const [appName, name] of editors)
    if (appName.test(signs.appName)) found.set(name, { name, extension: undefined });
  for (const { name, extensions, needsAccount } of completers) {
    const extension = extensions.find((id) => signs.isEnabled(id));
    if (extension === undefined || found.has(name)) continue;
    if (needsAccount === undefined || (await signs.hasAccount(needsAccount))) found.set(name, { name, extension });
  }
  return [...found.values()];
}
