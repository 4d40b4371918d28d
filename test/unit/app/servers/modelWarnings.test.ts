import { expect, test } from "vitest";
import { type ModelWarning, ModelWarnings } from "../../../../src/app/servers/modelWarnings.ts";
import type { ServerConfig } from "../../../../src/core/server/protocols/serverConfig.ts";
import { english } from "../../../../src/core/types/translate.ts";
import { ManualClock } from "../../../support/fakePorts.ts";

function create() {
  const clock = new ManualClock();
  const shown: ModelWarning[] = [];
  const warnings = new ModelWarnings(clock, (warning) => void shown.push(warning), english);
  /** Checks a configuration and lets its settings settle. */
  const check = (changes: Partial<ServerConfig>) => {
    const config: ServerConfig = {
      protocol: "openai-fim",
      baseUrl: "",
      model: "in-house",
      fimFamily: "auto",
      ...changes,
    };
    warnings.checkFamilySoon(() => config);
    clock.advance(1_000);
  };
  return { clock, warnings, check, sentences: () => shown.map(({ sentence }) => sentence) };
}

test.each<readonly [Partial<ServerConfig>, RegExp | undefined]>([
  [{ protocol: "openai-fim" }, /does not know/],
  [{ protocol: "openai-fim", model: "qwen2.5-coder" }, undefined],
  [{ protocol: "openai-fim", model: "deepseek-r1:8b" }, /not trained .* only the text before/],
  [{ protocol: "llamacpp" }, undefined],
  [{ protocol: "llamacpp", model: "deepseek-r1-distill-qwen" }, /may ignore the text after/],
  [{ protocol: "openai-suffix", model: "codellama:7b-python" }, /may ignore the text after/],
  [{ protocol: "openai-chat", model: "deepseek-r1" }, undefined],
  [{ protocol: "ollama" }, undefined],
  [{ protocol: "ollama", model: "deepseek-r1" }, /may ignore the text after/],
  [{ protocol: "ollama", fimFamily: "nobody" }, /no family "nobody"/],
  [{ protocol: "transformers" }, /does not know/],
  [{ protocol: "transformers", model: "" }, undefined],
])("%j → %s", (config, wanted) => {
  const { check, sentences } = create();
  check(config);
  expect(sentences()).toEqual(wanted ? [expect.stringMatching(wanted)] : []);
});

test("a warning is repeated after another one, or after none, but not in a row", () => {
  const { check, sentences } = create();
  check({});
  check({});
  check({ model: "qwen2.5-coder" });
  check({});
  expect(sentences()).toHaveLength(2);
});

test("only the last of several changes is checked, and none after the end", () => {
  const { clock, warnings, sentences } = create();
  const config: ServerConfig = { protocol: "openai-fim", baseUrl: "", model: "in-house", fimFamily: "auto" };
  warnings.checkFamilySoon(() => expect.fail("a mixture of settings was checked"));
  warnings.checkFamilySoon(() => config);
  warnings.dispose();
  clock.advance(10_000);
  expect(sentences()).toEqual([]);
});
