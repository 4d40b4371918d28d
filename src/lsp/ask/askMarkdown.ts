import { noticeOf } from "../../app/servers/modelNotice.ts";
import type { AskEnding, AskEvent } from "../../core/ask/ask.ts";
import type { Passage } from "../../core/ask/askFiles.ts";
import { groupByFile } from "../../core/ask/groupByFile.ts";
import { ModelError } from "../../core/types/model.ts";

/** A place that an answer cites, numbered from 1 in the order of the list. */
export interface AskSource {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
}

/** The answer to a question. */
export interface AskAnswer {
  readonly markdown: string;
  readonly sources: readonly AskSource[];
}

const notes = {
  complete: "",
  passagesOnly:
    'No chat model is configured, so these are the passages that match best. "hunch.ask.baseUrl" and "hunch.ask.name" choose one.',
  nothingLikely: "Nothing here seems to answer this; these passages come closest. No chat model is configured.",
  tooLong: "The answer grew too long and was ended here.",
  repeating: "The model began to repeat itself, so the answer was ended here.",
  emptyAnswer: "The model gave no answer.",
} as const satisfies Record<AskEnding, string>;

/** Collects an answer as Markdown with its sources below. A model that fails leaves the passages and a sentence. */
export async function askMarkdown(events: AsyncIterable<AskEvent>): Promise<AskAnswer> {
  let sources: readonly Passage[] = [];
  let hasModel = false;
  let files = 0;
  let text = "";
  let note = "";
  let searchNote = "";
  try {
    for await (const event of events) {
      if (event.kind === "found") {
        hasModel = event.model !== undefined;
        files = event.fileCount;
        searchNote = event.note ?? "";
        sources = hasModel ? event.sources : groupByFile(event.sources);
      } else if (event.kind === "text") text += event.text;
      else if (event.kind === "restart") text = "";
      else if (event.kind === "sources") sources = event.sources;
      else if (event.kind === "ended") note = notes[event.ending];
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    note = noticeOf(error).sentence;
  }
  if (sources.length === 0 && !hasModel) note = `Nothing in ${files} files matches. Try words that occur in the code.`;
  const shown = sources.map((source, at) => passageMarkdown(source, at + 1, text === ""));
  const parts = [
    text.trim(),
    note && `*${note}*`,
    searchNote && `*${searchNote}*`,
    shown.join(text === "" ? "\n\n" : "\n"),
  ];
  return { markdown: parts.filter((part) => part !== "").join("\n\n"), sources: sources.map(sourceOf) };
}

function passageMarkdown(passage: Passage, number: number, withText: boolean): string {
  const { uri, path, startLine, endLine, text, origin } = passage;
  const link = `${number}. [${path}:${startLine + 1}](${uri}#L${startLine + 1}-L${endLine})`;
  const place = origin === "shared" ? `${link} (shared index)` : link;
  if (!withText) return place;
  // A fence longer than any in the text.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${place}\n\n${fence}\n${text}\n${fence}`;
}

function sourceOf({ uri, path, startLine, endLine }: Passage): AskSource {
  return { uri, path, startLine, endLine };
}
