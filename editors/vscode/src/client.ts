import * as vscode from 'vscode';
import { LanguageClient, type ClientCapabilities, type LanguageClientOptions, type StaticFeature } from 'vscode-languageclient/node';
import type { Pages } from './pages';
import { userSettings, workspaceSettings } from './settings';
import type { Status } from './status';

const languages = ['python', 'go', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'java', 'c', 'cpp'];

/** Tells the server that explanations are shown here, and that its status is wanted. */
const knowsSluice: StaticFeature = {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    capabilities.experimental = { ...capabilities.experimental, sluice: true };
  },
  initialize(): void {},
  getState() {
    return { kind: 'static' as const };
  },
  clear(): void {},
};

/** What the client needs of the session that it belongs to. */
export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly pages: Pages;
  update(status: Status): void;
  outdated(): boolean; // whether the server is about to be started anew
}

/** Makes the client; the caller starts it. */
export function newClient(host: Host, command: string): LanguageClient {
  const { context, log, pages } = host;
  const options: LanguageClientOptions = {
    documentSelector: languages.flatMap((language) => [
      { language, scheme: 'file' },
      { language, scheme: 'untitled' },
    ]),
    outputChannel: log,
    initializationOptions: userSettings(context),
    synchronize: { configurationSection: 'sluice' },
    middleware: {
      // The code action that explains a rule runs a command of the server, whose result is a page.
      executeCommand: async (name, args, next) => {
        const result = (await next(name, args)) as { markdown?: string } | null;
        if (name === 'sluice.server.explainRule' && result?.markdown) {
          await pages.show(result.markdown);
        }
        return result;
      },
      workspace: {
        // A server that is started anew for other settings would be told of them while it ends.
        didChangeConfiguration: (sections, next) => (host.outdated() ? Promise.resolve() : next(sections)),
        configuration: (params) => params.items.map((item) => workspaceSettings(context, item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined)),
      },
    },
  };
  const client = new LanguageClient('sluice', 'sluice', { command, args: ['serve'] }, options);
  client.registerFeature(knowsSluice);
  client.onNotification('sluice/status', (status: Status) => host.update(status));
  client.onNotification('sluice/verdict', () => {}); // asked for when the user wants it
  return client;
}
