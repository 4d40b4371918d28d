import { expect, test } from "vitest";
import type { RequestRecord } from "../../../src/app/journal/requestLog.ts";
import { ServerHealth } from "../../../src/core/server/health/serverHealth.ts";
import { ModelError } from "../../../src/core/types/model.ts";
import { Activities } from "../../../src/vscode/journal/activities.ts";
import type { Activity } from "../../../src/vscode/journal/statusBar.ts";

/** Activities that follow a health value, and what the status bar shows last. */
function follow() {
  const shown: Activity[] = [];
  const activities = new Activities({ activity: (activity) => void shown.push(activity), today: () => undefined });
  const health = new ServerHealth();
  health.onChange(() => activities.healthChanged(health.current));
  return { activities, health, last: () => shown.at(-1) };
}

/** A request that ended so, as far as activities read it. */
const ended = (end: object) => ({ answer: { end } }) as RequestRecord;
const skipped = ended({ outcome: "skipped", reason: "middleOfWord" });
const down = new ModelError("unreachable", "ECONNREFUSED");

test("a failing completion server is shown until it answers again", () => {
  const { health, last } = follow();
  const server = health.reporterOf("completions", "http://127.0.0.1:8080");
  server.failed(down);
  expect(last()).toEqual({
    kind: "unhealthy",
    why: "No server answers at this address. Is it running, and is the address right? The embedded engine continues.",
  });
  server.answered();
  expect(last()).toEqual({ kind: "ready" });
});

test("a failing server of Ask is shown, too, beside that of completions", () => {
  const { health, last } = follow();
  health.failed("chat", new ModelError("unauthorized", "no key"));
  expect(last()).toMatchObject({ kind: "unhealthy", why: expect.stringMatching(/^Ask: .*API key/) });
  health.failed("completions", down);
  expect(last()).toMatchObject({ why: expect.stringMatching(/^No server .* Ask: /) });
  health.failed("embeddings", down);
  expect(last()).toMatchObject({ why: expect.stringContaining("ranked by words alone") });
});

test("a skip is shown until the next request that is none, and hides no failure for longer", () => {
  const { activities, health, last } = follow();
  activities.ended(skipped);
  expect(last()?.kind).toBe("off");
  activities.ended(ended({ outcome: "empty" }));
  expect(last()?.kind).toBe("ready");
  health.failed("completions", down);
  activities.ended(skipped);
  expect(last()?.kind).toBe("off");
  activities.ended(ended({ outcome: "failed", reason: "unreachable" }));
  expect(last()?.kind).toBe("unhealthy");
});

test("changed settings take back the reason of the last skip", () => {
  const { activities, last } = follow();
  activities.ended(skipped);
  activities.settingsChanged();
  expect(last()).toEqual({ kind: "ready" });
});
