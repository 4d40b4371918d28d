/** Extensions and editors that complete code, too, with their names as users know them. Events contain the keys only. */
export const completerNames = {
  copilot: "GitHub Copilot",
  continue: "Continue",
  tabby: "Tabby",
  windsurf: "Windsurf (Codeium)",
  supermaven: "Supermaven",
  intelliCode: "IntelliCode",
  cody: "Cody",
  twinny: "twinny",
  llamaVscode: "llama.vscode",
  llmVscode: "llm-vscode",
  amazonQ: "Amazon Q",
  geminiCodeAssist: "Gemini Code Assist",
  tabnine: "Tabnine",
  augment: "Augment",
  kiloCode: "Kilo Code",
  lingma: "Lingma",
  cursorTab: "Cursor Tab",
  windsurfTab: "Windsurf Tab",
  trae: "Trae",
  kiro: "Kiro",
} as const;

export type CompleterKey = keyof typeof completerNames;

/** A completer as events name it; "other" is one that another version of Hunch knows. */
export type EventCompleter = CompleterKey | "other";

/** The word that stands for a completer in an event. */
export function eventCompleter(key: string): EventCompleter {
  return isCompleterKey(key) ? key : "other";
}

function isCompleterKey(key: string): key is CompleterKey {
  return Object.hasOwn(completerNames, key);
}
