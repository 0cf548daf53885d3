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

/** Makes the client; the caller starts it. */
export function newClient(context: vscode.ExtensionContext, command: string, log: vscode.LogOutputChannel, pages: Pages, onStatus: (status: Status) => void): LanguageClient {
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
        configuration: (params) => params.items.map((item) => workspaceSettings(context, item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined)),
      },
    },
  };
  const client = new LanguageClient('sluice', 'sluice', { command, args: ['serve'] }, options);
  client.registerFeature(knowsSluice);
  client.onNotification('sluice/status', onStatus);
  client.onNotification('sluice/verdict', () => {}); // asked for when the user wants it
  return client;
}
