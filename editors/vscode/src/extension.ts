import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { findBinary } from './binary';
import { type Host, newClient } from './client';
import { Pages } from './pages';
import { userSettings } from './settings';
import { type Status, StatusItem } from './status';

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  session = new Session(context);
  await session.start();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

/** The part of sluice that is VS Code's: it starts the server, and shows what that says. */
class Session implements Host {
  readonly log = vscode.window.createOutputChannel('sluice', { log: true });
  readonly pages = new Pages();
  private readonly item = new StatusItem();
  private client: LanguageClient | undefined;
  private paused = false;
  private sent = ''; // the user's settings that the server was started with
  private changes: Promise<void> = Promise.resolve(); // starts and stops, one after the other

  constructor(readonly context: vscode.ExtensionContext) {
    const commands: Record<string, () => unknown> = {
      explain: () => this.explain(),
      doctor: () => this.doctor(),
      pause: () => this.execute('pause', ''),
      chooseBackend: () => this.chooseBackend(),
      reload: () => this.execute('reload'),
      restart: () => this.restart(),
      menu: () => this.menu(),
      log: () => this.log.show(),
    };
    for (const [name, run] of Object.entries(commands)) {
      context.subscriptions.push(vscode.commands.registerCommand(`sluice.${name}`, run));
    }
    context.subscriptions.push(
      this.log, this.item, this.pages.register(),
      vscode.workspace.onDidChangeConfiguration((event) => this.configurationChanged(event)),
    );
  }

  start(): Promise<void> {
    return (this.changes = this.changes.then(() => this.begin()));
  }

  stop(): Promise<void> {
    return (this.changes = this.changes.then(() => this.end()));
  }

  restart(): Promise<void> {
    void this.stop();
    return this.start();
  }

  private async begin(): Promise<void> {
    const command = findBinary();
    this.sent = this.wanted();
    if (!command) {
      this.item.stopped('The binary of sluice was not found');
      void this.offerHelp('The binary of sluice is not on PATH. Install it, or name it by the setting sluice.path.');
      return;
    }
    this.item.starting();
    this.client = newClient(this, command);
    try {
      await this.client.start();
      this.update(await this.execute('status'));
    } catch (error) {
      this.item.stopped(`sluice did not start: ${error}`);
      void this.offerHelp(`${command} did not start. The log says why.`);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose().catch((error) => this.log.warn(`The server did not stop: ${error}`));
  }

  update(status: Status | undefined): void {
    if (status) {
      this.paused = status.paused;
      this.item.update(status);
    }
  }

  /** What the server is started by; it starts again when this changes. */
  private wanted(): string {
    return JSON.stringify([findBinary(), userSettings(this.context)]);
  }

  outdated(): boolean {
    return this.wanted() !== this.sent;
  }

  private configurationChanged(event: vscode.ConfigurationChangeEvent): void {
    if (event.affectsConfiguration('sluice') && this.outdated()) {
      void this.restart();
    }
  }

  private async offerHelp(message: string): Promise<void> {
    const [open, log] = ['Open settings', 'Show the log'];
    const chosen = await vscode.window.showErrorMessage(message, open, log);
    if (chosen === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'sluice.path');
    } else if (chosen === log) {
      this.log.show();
    }
  }

  private async execute<T>(command: string, ...args: unknown[]): Promise<T | undefined> {
    if (!this.client?.isRunning()) {
      void vscode.window.showWarningMessage('sluice does not run.');
      return undefined;
    }
    return this.client.sendRequest<T>('workspace/executeCommand', { command: `sluice.server.${command}`, arguments: args });
  }

  private document(): string {
    return vscode.window.activeTextEditor?.document.uri.scheme === 'sluice' ? '' : (this.uri() ?? '');
  }

  private uri(): string | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri && this.client?.code2ProtocolConverter.asUri(uri);
  }

  private async explain(): Promise<void> {
    const account = await this.execute<{ markdown: string } | null>('explain', this.document());
    if (account !== undefined) {
      await this.pages.show(account?.markdown ?? 'Nothing was asked for this document yet.');
    }
  }

  private async doctor(): Promise<void> {
    const report = await this.execute<{ markdown: string }>('doctor', this.document());
    if (report) {
      await this.pages.show(report.markdown);
    }
  }

  private async chooseBackend(): Promise<void> {
    const choices = [
      { label: 'Find a server on this machine', description: 'else the model inside sluice', url: '' },
      { label: 'The model inside sluice', description: 'no server, no network', url: 'embedded' },
      { label: 'A server…', description: 'that speaks the OpenAI protocol', url: undefined },
    ];
    const chosen = await vscode.window.showQuickPick(choices, { title: 'Which model completes your code?' });
    if (!chosen) {
      return;
    }
    const url = chosen.url ?? (await vscode.window.showInputBox({ title: 'The base of its API', value: 'http://127.0.0.1:8080/v1' }));
    if (url !== undefined) {
      await vscode.workspace.getConfiguration('sluice').update('backend.url', url, vscode.ConfigurationTarget.Global);
    }
  }

  private async menu(): Promise<void> {
    const entries = [
      { label: '$(question) Explain the last verdict', command: 'sluice.explain' },
      { label: '$(pulse) Run the doctor', command: 'sluice.doctor' },
      { label: this.paused ? '$(play) Resume completions' : '$(debug-pause) Pause completions', command: 'sluice.pause' },
      { label: '$(server) Choose the backend', command: 'sluice.chooseBackend' },
      { label: '$(refresh) Read settings and rules again', command: 'sluice.reload' },
      { label: '$(output) Show the log', command: 'sluice.log' },
    ];
    const chosen = await vscode.window.showQuickPick(entries, { title: 'sluice' });
    if (chosen) {
      await vscode.commands.executeCommand(chosen.command);
    }
  }
}
