import * as vscode from "vscode";
import { describeModel } from "../../app/servers/describeModel.ts";
import { fillsInTheMiddle } from "../../app/servers/fillsInTheMiddle.ts";
import type { Servers } from "../../app/servers/servers.ts";
import { listModels } from "../../core/server/client/listModels.ts";
import type { ModelCard } from "../../core/server/client/modelCard.ts";
import type { Protocol } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import { listingProtocol } from "../../core/server/setup/candidateProtocols.ts";
import { ModelError } from "../../core/types/model.ts";
import { language, t } from "../host/t.ts";
import { askForKey } from "./askForKey.ts";
import type { ChosenModel } from "./modelSource.ts";

/** A server whose model is not chosen yet. */
export interface PickedServer {
  readonly baseUrl: string;
  /** The most likely first; at least one. */
  readonly protocols: readonly Protocol[];
  /** Models that are known without asking the server. */
  readonly models: readonly ModelCard[];
}

/** Milliseconds for a list of models. */
const listMs = 5_000;

/** Lets the user pick one of the server's models. Asks for a key if the server requires one, for a name if it has no list. */
export async function pickServerModel(server: PickedServer, servers: Servers): Promise<ChosenModel | undefined> {
  const listed = await listWithKey(server.baseUrl, server.protocols[0] ?? listingProtocol, servers);
  if (listed === undefined) return undefined;
  const model = await pickName(withoutRepeats([...listed, ...server.models]));
  if (model === undefined) return undefined;
  return { kind: "server", baseUrl: server.baseUrl, protocols: server.protocols, model };
}

/**
 * Lists a server's models, after asking for a key if it requires one.
 * @returns none if the server has no list or fails; undefined if the user cancels
 */
export async function listWithKey(
  baseUrl: string,
  protocol: Protocol,
  servers: Servers,
): Promise<readonly ModelCard[] | undefined> {
  const { origin } = parseAddress(baseUrl, protocol);
  const signal = AbortSignal.timeout(listMs);
  try {
    return await listModels({ baseUrl, protocol }, servers.clientOf(origin), signal);
  } catch (error) {
    if (error instanceof ModelError && error.kind === "unauthorized") {
      return (await askForKey(servers.keys, origin)) ? listWithKey(baseUrl, protocol, servers) : undefined;
    }
    // The test that follows reports the failure; until then the user can type a name.
    if (error instanceof ModelError || signal.aborted) return [];
    throw error;
  }
}

/** One card a name: what the server lists about a model, completed by what is known of it. */
function withoutRepeats(cards: readonly ModelCard[]): readonly ModelCard[] {
  const byName = new Map<string, ModelCard>();
  for (const card of cards) {
    const known = byName.get(card.name);
    byName.set(card.name, known ? { ...card, ...withoutGaps(known) } : card);
  }
  return [...byName.values()];
}

function withoutGaps(card: ModelCard): ModelCard {
  const known = Object.entries(card).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), name: card.name };
}

async function pickName(cards: readonly ModelCard[]): Promise<string | undefined> {
  if (cards.length === 0) return enterName();
  const ranked = cards.toSorted((a, b) => Number(fillsInTheMiddle(b.name)) - Number(fillsInTheMiddle(a.name)));
  const items = ranked.map((card) => ({
    label: card.name,
    detail: describeModel(card, t, language),
    name: card.name,
  }));
  const iconPath = new vscode.ThemeIcon("edit");
  const other = { label: t("Another name…"), iconPath, detail: "", name: undefined };
  const title = t("Choose a Model: Model");
  const picked = await vscode.window.showQuickPick([...items, other], { title, matchOnDetail: true });
  return picked === other ? enterName() : picked?.name;
}

async function enterName(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: t("Choose a Model: Name"),
    prompt: t("The name under which the server knows the model. Leave it empty for a server with one model."),
    ignoreFocusOut: true,
  });
}
