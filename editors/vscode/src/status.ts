import * as vscode from 'vscode';

/** What the server says of itself; see server/PROTOCOL.md. */
export interface Status {
  version: string;
  busy: boolean;
  paused: boolean;
  backend: string;
  enforced_by?: string[];
  withheld: number;
  reason?: string;
  trouble?: string;
  engine: string;
}

/** The item in the status bar. It is the only thing that changes by itself. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('sluice', vscode.StatusBarAlignment.Right, 90);

  constructor() {
    this.item.name = 'sluice';
    this.item.command = 'sluice.menu';
    this.starting();
    this.item.show();
  }

  starting(): void {
    this.set('$(loading~spin) sluice', 'sluice is starting');
  }

  stopped(why: string): void {
    this.set('$(warning) sluice', why);
  }

  update(status: Status): void {
    const icon = status.paused ? 'debug-pause' : status.trouble ? 'warning' : status.busy ? 'loading~spin' : 'shield';
    const text = `$(${icon}) sluice` + (status.withheld > 0 ? ` ${status.withheld} withheld` : '');
    const lines = [
      `sluice ${status.version}, ${status.paused ? 'paused' : status.engine}`,
      `Model: ${status.backend || 'not asked yet'}, enforced by ${(status.enforced_by ?? ['gate']).join(', ')}`,
      `Withheld: ${status.withheld}`,
    ];
    if (status.trouble || status.reason) {
      lines.push(`Last: ${status.trouble || status.reason}`);
    }
    this.set(text, lines.join('\n'));
  }

  private set(text: string, tooltip: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip };
  }

  dispose(): void {
    this.item.dispose();
  }
}
