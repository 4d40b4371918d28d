import { expect, test } from "vitest";
import { healthSentence } from "../../../../src/app/servers/healthSentence.ts";
import { noticeOf, noticeOfWarning } from "../../../../src/app/servers/modelNotice.ts";
import { ServerHealth } from "../../../../src/core/server/health/serverHealth.ts";
import { ModelError, modelErrorKinds } from "../../../../src/core/types/model.ts";

test.each(modelErrorKinds)("a server that fails with %s has a sentence and something to do", (kind) => {
  const { sentence, actions } = noticeOf(new ModelError(kind, "detail"));
  expect(sentence).toMatch(/^[A-Z].*[.?]$/s);
  expect(actions).not.toEqual([]);
});

test("the likeliest remedy comes first", () => {
  expect(noticeOf(new ModelError("unreachable", "")).actions[0]).toBe("changeAddress");
  expect(noticeOf(new ModelError("unauthorized", "")).actions).toEqual(["setApiKey"]);
  expect(noticeOfWarning({ kind: "unknownFamily", sentence: "x" }).actions[0]).toBe("chooseMarkers");
});

test("healthy servers need no sentence; unhealthy ones are named by use", () => {
  const health = new ServerHealth();
  expect(healthSentence(health.current)).toBeUndefined();
  health.failed("chat", new ModelError("tls", "expired"));
  expect(healthSentence(health.current)).toMatch(/^Ask: .*certificate/);
  health.failed("completions", new ModelError("timeout", "30 s"));
  expect(healthSentence(health.current)).toMatch(/took too long.* The embedded engine continues\. Ask: /);
});
