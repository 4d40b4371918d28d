import { expect, test } from "vitest";
import { healthSentence } from "../../../../src/app/servers/healthSentence.ts";
import { isOnThisMachine, localhostNote } from "../../../../src/app/servers/localhostNote.ts";
import { ServerHealth } from "../../../../src/core/server/health/serverHealth.ts";
import { ModelError } from "../../../../src/core/types/model.ts";
import { english } from "../../../../src/core/types/translate.ts";

test("a window on this computer needs no note; one on another machine says what localhost is there", () => {
  expect(localhostNote(undefined, english)).toBeUndefined();
  expect(localhostNote("ssh-remote", english)).toBe(
    "In this window, localhost is the SSH host, not your own computer.",
  );
  expect(localhostNote("dev-container", english)).toContain("host.docker.internal");
  expect(localhostNote("a-kind-of-tomorrow", english)).toContain("the remote machine");
});

test.each([
  ["localhost:8080", true],
  ["http://127.0.0.1:11434", true],
  ["0.0.0.0:8000", true],
  ["mybox:8000", false],
  ["not an address", false],
])("%s is on this machine: %s", (address, expected) => {
  expect(isOnThisMachine(address, "openai-fim")).toBe(expected);
});

test("the status bar adds the note for a server that does not answer, once, and for no other failure", () => {
  const health = new ServerHealth();
  const note = () => "In this window, localhost is elsewhere.";
  health.failed("completions", new ModelError("unreachable", "ECONNREFUSED"));
  health.failed("chat", new ModelError("unreachable", "ECONNREFUSED"));
  expect(healthSentence(health.current, note)?.split("elsewhere")).toHaveLength(2);
  health.reset();
  health.failed("completions", new ModelError("unauthorized", "no key"));
  expect(healthSentence(health.current, note)).not.toContain("elsewhere");
});
