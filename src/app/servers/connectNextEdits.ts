import type { EditModel } from "../../core/nextEdit/model/askForEdit.ts";
import { editFormat } from "../../core/nextEdit/model/editFormats.ts";
import { createModel } from "../../core/server/client/createModel.ts";
import { RecentMedian } from "../../core/server/guards/adaptiveDelay.ts";
import { Breaker } from "../../core/server/guards/breaker.ts";
import { guardStream } from "../../core/server/guards/guardedModel.ts";
import { reportStream } from "../../core/server/health/reportHealth.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ChatMessage } from "../../core/types/model.ts";
import type { ConnectionDeps } from "./connectionDeps.ts";
import type { NextEditServer } from "./nextEditServer.ts";

/**
 * Builds the client that is asked for next edits, behind its guards; sends nothing.
 * @throws ModelError `notConfigured` if the address is malformed
 */
export function connectNextEdits({ config, format }: NextEditServer, deps: ConnectionDeps): EditModel {
  const { origin } = parseAddress(config.baseUrl, config.protocol);
  const { prompt, chat } = createModel(config, deps.clientOf(origin));
  const reporter = deps.health.reporterOf("nextEdits", origin);
  const measurements = { firstTokenMs: new RecentMedian(), promptSpeed: new RecentMedian() };
  const now = () => deps.clock.wall();
  const guards = { breaker: new Breaker(), meter: deps.meterOf(origin), ...measurements, now };
  const { route, stop } = editFormat(format);
  return {
    label: chat.label,
    format,
    stream: ({ system, text, maxTokens }, { onSent, onUsage }, signal) => {
      const messages: ChatMessage[] = [
        ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
        { role: "user", content: text },
      ];
      const limits = { maxTokens, stop, temperature: 0 };
      const open = (note: typeof onUsage) => {
        onSent();
        return route === "prompt" && prompt
          ? prompt.stream(text, limits, note, signal)
          : chat.stream(messages, maxTokens, note, signal);
      };
      return reportStream(guardStream(open, guards, onUsage, signal), reporter, signal);
    },
  };
}
