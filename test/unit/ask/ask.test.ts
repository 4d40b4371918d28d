import { expect, test } from "vitest";
import { type AskDeps, type AskEvent, ask } from "../../../src/core/ask/ask.ts";
import type { AskRequest } from "../../../src/core/ask/askFiles.ts";
import { type ChatMessage, ModelError } from "../../../src/core/types/model.ts";
import { filesUnder, findIn } from "./sampleFiles.ts";

const request: AskRequest = { question: "How are lost parcels detected?", selection: undefined, earlier: [] };
const samples = filesUnder("samples");

function depsWith(pieces: AsyncIterable<string> | undefined, heard: ChatMessage[] = []): AskDeps {
  return {
    find: findIn(samples),
    chatModel: () =>
      pieces && {
        label: "tiny at home",
        stream: (messages) => {
          heard.push(...messages);
          return pieces;
        },
      },
    redact: (text) => ({ text: text.replaceAll("hunter2", "•••"), count: text.split("hunter2").length - 1 }),
    estimateTokens: (text) => Math.ceil(text.length / 4),
    embed: () => undefined,
    onEmbedError: (error) => {
      throw error;
    },
  };
}

async function* saying(...pieces: readonly string[]) {
  yield* pieces;
}

async function eventsOf(deps: AskDeps, asked = request, signal = new AbortController().signal) {
  const events: AskEvent[] = [];
  for await (const event of ask(asked, deps, signal)) events.push(event);
  return events;
}

test("without a model the passages themselves are the answer", async () => {
  const [found, ended, ...more] = await eventsOf(depsWith(undefined));
  expect(found).toMatchObject({ kind: "found", model: undefined, fileCount: samples.length });
  expect(found?.kind === "found" && found.sources[0]?.path).toBe("go/parcels/tracking.go");
  expect(ended).toEqual({ kind: "ended", ending: "passagesOnly" });
  expect(more).toEqual([]);
});

test("with a model the answer streams after its numbered sources", async () => {
  const heard: ChatMessage[] = [];
  const events = await eventsOf(depsWith(saying("Not seen for ", "five days [1]."), heard));
  expect(events.map((event) => event.kind)).toEqual(["found", "text", "text", "ended"]);
  expect(events.at(-1)).toEqual({ kind: "ended", ending: "complete" });
  expect(heard.at(-1)?.content).toContain("[1] go/parcels/tracking.go, lines");
  expect(heard.at(-1)?.content).toContain("func IsLost");
});

test("secrets are blacked out of everything that leaves, and counted", async () => {
  const heard: ChatMessage[] = [];
  const selection = { uri: "file:///a", path: "a.ts", startLine: 0, endLine: 1, text: 'const password = "hunter2";' };
  const earlier = [{ question: "is hunter2 safe?", answer: "hunter2 is not" }];
  const [found] = await eventsOf(depsWith(saying("ok"), heard), { question: "and hunter2?", selection, earlier });
  expect(JSON.stringify(heard)).not.toContain("hunter2");
  expect(found).toMatchObject({ redactions: 4 });
});

test("a model that thinks aloud is heard only from its answer on", async () => {
  const events = await eventsOf(depsWith(saying("<thi", "nk>hmm, files…</th", "ink>\n\nFive", " days.")));
  const text = events.map((event) => (event.kind === "text" ? event.text : "")).join("");
  expect(text).toBe("Five days.");
});

test("a model that says nothing ends in an empty answer", async () => {
  expect((await eventsOf(depsWith(saying(" ", "\n")))).at(-1)).toEqual({ kind: "ended", ending: "emptyAnswer" });
});

test("a model's failure comes after the sources, which stay", async () => {
  const seen: AskEvent[] = [];
  const failing = (async function* (): AsyncGenerator<string> {
    yield* [];
    throw new ModelError("unreachable", "connection refused");
  })();
  const run = async () => {
    for await (const event of ask(request, depsWith(failing), new AbortController().signal)) seen.push(event);
  };
  await expect(run()).rejects.toMatchObject({ kind: "unreachable" });
  expect(seen.map((event) => event.kind)).toEqual(["found"]);
});

test("stopping ends the request and says nothing more", async () => {
  const abort = new AbortController();
  let isClosed = false;
  const endless = (async function* () {
    try {
      for (;;) yield "more ";
    } finally {
      isClosed = true;
    }
  })();
  const kinds: string[] = [];
  for await (const event of ask(request, depsWith(endless), abort.signal)) {
    kinds.push(event.kind);
    if (kinds.length === 4) abort.abort();
  }
  expect(kinds).toEqual(["found", "text", "text", "text"]);
  expect(isClosed).toBe(true);
});

test("a search that is aborted says nothing", async () => {
  const abort = new AbortController();
  abort.abort();
  expect(await eventsOf(depsWith(undefined), request, abort.signal)).toEqual([]);
});

test("a question about something that is not there ends by saying so", async () => {
  const elsewhere = { ...request, question: "Which Terraform module deploys PostgreSQL to AWS?" };
  const events = await eventsOf(depsWith(undefined), elsewhere);
  expect(events.at(-1)).toEqual({ kind: "ended", ending: "nothingLikely" });
  const heard: ChatMessage[] = [];
  await eventsOf(depsWith(saying("It isn't here."), heard), elsewhere);
  expect(heard.at(-1)?.content).toContain("not confident that these sources answer");
});

test("an embeddings model lifts a passage that says the same in other words, and no secret reaches it", async () => {
  const words = await eventsOf(depsWith(undefined));
  const order = words[0]?.kind === "found" ? words[0].sources.map(({ path, startLine }) => `${path}:${startLine}`) : [];
  const heard: string[] = [];
  const embed = () => async (texts: readonly string[]) => {
    heard.push(...texts);
    // The question is most like the fourth passage and least like the three before.
    return texts.map((_, at) => (at === 0 || at === 4 ? [1, 0] : at < 4 ? [0, 1] : [1, 1]));
  };
  const [found] = await eventsOf(
    { ...depsWith(undefined), embed },
    { ...request, question: `${request.question} hunter2` },
  );
  expect(found?.kind).toBe("found");
  expect(heard[0]).toContain("•••");
  expect(heard.length).toBeGreaterThan(9);
  const [again] = await eventsOf({ ...depsWith(undefined), embed });
  const sources = again?.kind === "found" ? again.sources.map(({ path, startLine }) => `${path}:${startLine}`) : [];
  expect(sources[0]).toBe(order[3]);
  expect(sources).toHaveLength(order.length);
});

test("an embeddings model that fails leaves the order of words, and is told", async () => {
  const failures: ModelError[] = [];
  const embed = () => () => Promise.reject(new ModelError("unreachable", "down"));
  const onEmbedError = (error: ModelError) => void failures.push(error);
  const plain = await eventsOf(depsWith(undefined));
  expect(await eventsOf({ ...depsWith(undefined), embed, onEmbedError })).toEqual(plain);
  expect(failures.map(({ kind }) => kind)).toEqual(["unreachable"]);
});

/** A model that writes `written` when it is asked what to search for, and then answers. */
function rewriting(written: () => AsyncGenerator<string>, heard: (readonly ChatMessage[])[] = []) {
  const searched: string[] = [];
  const deps: AskDeps = {
    ...depsWith(undefined),
    find: (asked, ...rest) => {
      searched.push(asked.question);
      return findIn(samples)(asked, ...rest);
    },
    queryRewriting: () => "keywords",
    chatModel: () => ({
      label: "tiny at home",
      stream: (messages) => {
        heard.push(messages);
        return heard.length === 1 ? written() : saying("Done [1].");
      },
    }),
  };
  return { deps, searched, heard };
}

test("a model may write what else to search for; the step is shown, and both are found", async () => {
  const { deps, searched, heard } = rewriting(() => saying("translate ", "glossary"));
  const events = await eventsOf(deps);
  expect(searched).toEqual([request.question, "translate glossary"]);
  expect(events.map((event) => event.kind)).toEqual(["step", "step", "found", "text", "ended"]);
  expect(events[1]).toMatchObject({ step: { id: 1, state: "done", detail: "translate glossary" } });
  const [, , found] = events;
  const plain = (await eventsOf(depsWith(saying("ok"))))[0];
  const pathsOf = (event: AskEvent | undefined) =>
    event?.kind === "found" ? event.sources.map(({ path }) => path) : [];
  expect(pathsOf(found)[0]).toBe("go/parcels/tracking.go");
  expect(pathsOf(found)).not.toEqual(pathsOf(plain));
  expect(heard).toHaveLength(2);
});

test("what to search for is asked with the questions alone, without secrets", async () => {
  const { deps, heard } = rewriting(() => saying("words"));
  const selection = { uri: "file:///a", path: "a.ts", startLine: 0, endLine: 1, text: "selected();" };
  await eventsOf(deps, {
    question: "and hunter2?",
    selection,
    earlier: [{ question: "hunter2?", answer: "answered" }],
  });
  expect(heard[0]?.at(-1)?.content).toBe("Question: •••?\nQuestion: and •••?");
});

test("a model that fails or writes nothing there leaves the search with the question", async () => {
  const failing = async function* (): AsyncGenerator<string> {
    yield* [];
    throw new ModelError("overloaded", "too busy");
  };
  for (const [written, state, detail] of [
    [failing, "failed", "too busy"],
    [() => saying(" "), "done", "The model wrote nothing."],
  ] as const) {
    const { deps, searched } = rewriting(written);
    const events = await eventsOf(deps);
    expect(searched).toEqual([request.question]);
    expect(events[1]).toMatchObject({ step: { state, detail } });
    expect(events.at(-1)).toEqual({ kind: "ended", ending: "complete" });
  }
});

test("the step of writing what to search for is translated", async () => {
  const { deps } = rewriting(() => saying(" "));
  const events = await eventsOf({ ...deps, t: (text) => `<${text}>` });
  expect(events.slice(0, 2)).toMatchObject([
    { step: { label: "<Think of words to search for>", detail: "" } },
    { step: { label: "<Think of words to search for>", detail: "<The model wrote nothing.>" } },
  ]);
});

test("stopping while the model writes what to search for ends the question", async () => {
  const stop = new AbortController();
  const { deps, searched } = rewriting(async function* () {
    stop.abort();
    yield* saying("words");
  });
  expect((await eventsOf(deps, request, stop.signal)).map((event) => event.kind)).toEqual(["step"]);
  expect(searched).toEqual([]);
});

test("without a model nothing is rewritten, and off asks nothing", async () => {
  const { deps, heard } = rewriting(() => saying("words"));
  expect((await eventsOf({ ...deps, chatModel: () => undefined })).map((event) => event.kind)).toEqual([
    "found",
    "ended",
  ]);
  await eventsOf({ ...deps, queryRewriting: () => "off" });
  expect(heard).toHaveLength(1);
});
