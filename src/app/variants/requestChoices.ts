import type { CompletionMoment } from "../../core/completion/completeAt.ts";
import type { PromptRequest } from "../../core/completion/request.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { usualPrompt } from "../../core/prompt/promptChoices.ts";
import { varyPrompt } from "../../core/variants/varyPrompt.ts";
import type { CompletionSettings, Settings } from "../settings/parseSettings.ts";
import type { AppliedVariant } from "./activeVariants.ts";

export interface ChoiceInput {
  readonly context: Pick<Settings["context"], "maxTokens" | "definitions">;
  readonly completion: Pick<CompletionSettings, "eagerness" | "maxLines" | "waitForModel">;
  /** Requested by the user, who wants less likely suggestions too. */
  readonly explicit: boolean;
  readonly variant: AppliedVariant | undefined;
}

export type RequestChoices = PromptRequest & Pick<CompletionMoment, "minConfidence" | "maxLines" | "waitForModelMs">;

/** The choices of a request: those of the variant, and where it makes none, those of the settings. */
export function requestChoices({ context, completion, explicit, variant }: ChoiceInput): RequestChoices {
  const chosen = variant?.choices ?? {};
  return {
    ...promptRequest(context, variant),
    minConfidence: confidenceThresholds[explicit ? "eager" : (chosen.eagerness ?? completion.eagerness)],
    maxLines: chosen.maxLines ?? completion.maxLines,
    waitForModelMs: chosen.waitForModel ?? completion.waitForModel,
  };
}

/** The choices that decide what a server is asked. */
export function promptRequest(context: ChoiceInput["context"], variant: AppliedVariant | undefined): PromptRequest {
  const { model, delay, maxTokens, ...choices } = variant?.choices ?? {};
  const definition = context.definitions ? usualPrompt.most.definition : 0;
  const prompt = varyPrompt({ ...usualPrompt, most: { ...usualPrompt.most, definition } }, choices);
  return {
    maxPromptTokens: maxTokens ?? context.maxTokens,
    choices: { prompt, model, delay, variant: variant?.facts },
  };
}
