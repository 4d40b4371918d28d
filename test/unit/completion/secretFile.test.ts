import { expect, test } from "vitest";
import { completeAt } from "../../../src/core/completion/completeAt.ts";
import { momentAt } from "../../../src/core/completion/momentAt.ts";
import { withoutServer } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { at } from "../../support/at.ts";

async function endAt(uri: string, path: string) {
  const memory = new SuggestionMemory();
  const clock = { now: () => 0, yieldToEventLoop: () => Promise.resolve() };
  const server = withoutServer(memory, clock);
  const moment = momentAt({ ...at("name: ▮\n"), uri, path });
  const answer = await completeAt(moment, { embedded: () => [], server, memory, clock }, new AbortController().signal);
  return answer.end;
}

test.each([".kube/config", ".aws/config", ".ssh/config", ".docker/config.json"])(
  "%s is never completed, also outside the open folders",
  async (path) => {
    const skipped = { outcome: "skipped", reason: "secretFile" };
    expect(await endAt(`file:///work/dotfiles/${path}`, path)).toEqual(skipped);
    // Outside the open folders, the path for display is only the file's name.
    expect(await endAt(`file:///home/me/${path}`, path.split("/").at(-1) ?? "")).toEqual(skipped);
  },
);

test("a file of the same name elsewhere is completed", async () => {
  expect(await endAt("file:///work/shop/config", "config")).not.toMatchObject({ reason: "secretFile" });
});
