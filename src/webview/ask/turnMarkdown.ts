import { t } from "../dom/t.ts";
import type { AskTurn } from "./protocol.ts";
import { describePlace } from "./sourceList.ts";

/** A turn as Markdown, to be copied: the question, the answer, and the places that it cites. */
export function turnMarkdown({ question, answer, sources }: AskTurn): string {
  const places = sources.map((source, i) => `${i + 1}. ${describePlace(source)}`);
  const parts = [`## ${question}`, answer.trim(), places.length > 0 ? `${t("Sources:")}\n\n${places.join("\n")}` : ""];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
