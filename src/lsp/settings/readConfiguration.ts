import type { Connection } from "vscode-languageserver/node";
import type { SettingWarning } from "../../app/settings/settingReader.ts";
import { inEditorProtocol } from "../../core/server/protocols/protocols.ts";
import { configuredEditorEmbeddings } from "../../core/server/setup/configuredServers.ts";
import type { Session } from "../session.ts";

/** Asks the client for its settings, if it can be asked, and applies them. @param pushed settings that it has sent */
export async function readConfiguration(connection: Connection, session: Session, pushed?: unknown): Promise<void> {
  const { capabilities } = session.client;
  if (capabilities.workspace?.configuration) {
    const uris = session.folders.all();
    const items = [{ section: "hunch" }, ...uris.map((scopeUri) => ({ scopeUri, section: "hunch" }))];
    const [client, ...ofFolders] = await connection.workspace.getConfiguration(items);
    session.settings.replace(client ?? pushed, new Map(uris.map((uri, at) => [uri, ofFolders[at]])));
  } else if (pushed !== undefined) session.settings.replace(pushed, new Map());
  reportSettings(session);
}

/** Shows the first setting that can't be used, and logs all. */
export function reportSettings({ settings, client }: Session): void {
  const sentences: string[] = [];
  settings.check(
    ({ sentence }: SettingWarning) => sentences.push(sentence),
    (sentence) => sentences.push(sentence),
  );
  const { model, ask } = settings.current();
  const { protocol: name } = model;
  if (name === inEditorProtocol)
    sentences.push(`"hunch.model.protocol" is "${name}": such a model runs inside VS Code only. Choose a server.`);
  if (configuredEditorEmbeddings({ ask }) !== undefined)
    sentences.push(`"hunch.ask.embeddingsFrom" is "editor": such a model runs inside VS Code only. Use "server".`);
  client.warn(...sentences);
}
