import { untilRestart } from "../app/completion/silence.ts";
import type { Clock } from "../app/ports.ts";
import { probe } from "./probe.ts";
import type { Session } from "./session.ts";
import { statisticsText } from "./statisticsText.ts";
import { acceptedCommand } from "./suggestions/lspSuggestions.ts";

const snoozeMinutes = 5;

/** What `workspace/executeCommand` accepts, under the names that the commands have in VS Code. */
export const commandNames = [
  acceptedCommand,
  "hunch.snooze",
  "hunch.toggleLanguage",
  "hunch.showStatistics",
  "hunch.testConnection",
] as const;
type CommandName = (typeof commandNames)[number];

/** Runs a command. Resolves with what it has to say, which is shown too; undefined for an unknown name. */
export async function runCommand(
  name: string,
  args: readonly unknown[],
  session: Session,
  clock: Pick<Clock, "wall">,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [argument] = args;
  const commands: Readonly<Record<CommandName, () => string | undefined | Promise<string>>> = {
    [acceptedCommand]: () => {
      if (typeof argument === "number") session.offers.accepted(argument);
      return undefined;
    },
    "hunch.snooze": () => snooze(session, argument),
    "hunch.toggleLanguage": () => toggleLanguage(session, argument),
    "hunch.showStatistics": () =>
      statisticsText(session.journal, {
        now: clock.wall(),
        clientReports: session.reports,
        isRecording: session.settings.current().statistics.keepDays > 0,
      }),
    "hunch.testConnection": () => probe(session.servers, signal),
  };
  const known = commandNames.find((each) => each === name);
  const text = known && (await commands[known]());
  if (text !== undefined) session.client.inform(text);
  return text;
}

/** @param wanted minutes, 0 to resume, or "untilRestart", as in VS Code */
function snooze({ silence }: Session, wanted: unknown): string {
  const minutes = wanted === "untilRestart" ? untilRestart : typeof wanted === "number" ? wanted : snoozeMinutes;
  silence.snooze(Math.max(0, minutes));
  if (!silence.isSnoozed) return "Hunch suggests again.";
  if (minutes === untilRestart) return "Hunch is snoozed until the server ends.";
  return `Hunch is snoozed for ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}

function toggleLanguage({ settings, front }: Session, argument: unknown): string {
  const language = typeof argument === "string" ? argument : front()?.languageId;
  if (language === undefined) return "Open a file to turn Hunch on or off for its language.";
  const state = settings.toggleLanguage(language) ? "on" : "off";
  return `Hunch is ${state} for ${language} until the server ends. "hunch.completion.enabled" keeps it ${state}.`;
}
