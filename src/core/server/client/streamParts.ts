import type { ModelPart, ModelUsage, ToolCall } from "../../types/model.ts";
import type { StreamCall } from "../http/eventStream.ts";
import type { AnswerEvent, CallPiece, ChatRoute } from "../protocols/protocolRow.ts";
import { type AnswerDeps, streamEvents } from "./streamEvents.ts";

interface PartEvent extends AnswerEvent {
  readonly pieces: readonly CallPiece[];
}

/** Calls in one answer and UTF-16 units of their input; more is an answer that went wrong. */
const mostCalls = 16;
const longestInput = 20_000;

/**
 * Streams an answer that may call tools: its text as it comes, then its calls.
 * @param onUsage as in `streamAnswer`
 */
export async function* streamParts(
  call: StreamCall,
  { read, tools }: ChatRoute,
  deps: AnswerDeps,
  onUsage: (usage: ModelUsage) => void,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const readPart = (event: unknown): PartEvent => ({ ...read(event), pieces: tools?.calls(event) ?? [] });
  const events = streamEvents(
    () => Promise.resolve({ call, read: readPart }),
    {
      shape: (read: AsyncIterable<PartEvent>) => read,
      isContent: ({ text, pieces }) => Boolean(text) || pieces.length > 0,
      onUsage,
    },
    deps,
    signal,
  );
  const calls: CallPiece[] = [];
  for await (const { text, pieces } of events) {
    if (text) yield { kind: "text", text };
    for (const piece of pieces) addPiece(piece, calls);
  }
  if (!signal.aborted) for (const [at, each] of calls.entries()) yield { kind: "call", call: toCall(each, at) };
}

/** Adds a piece to its call, or starts one. */
function addPiece(piece: CallPiece, calls: CallPiece[]): void {
  const at = piece.index === undefined ? -1 : calls.findIndex(({ index }) => index === piece.index);
  const known = calls[at];
  if (!known) {
    if (calls.length < mostCalls) calls.push(piece);
    return;
  }
  const input = (known.input + piece.input).slice(0, longestInput);
  calls[at] = { index: known.index, id: known.id ?? piece.id, name: known.name ?? piece.name, input };
}

function toCall({ id, name = "", input }: CallPiece, at: number): ToolCall {
  return { id: id ?? `call_${at + 1}`, name, input };
}
