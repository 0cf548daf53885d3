import * as vscode from 'vscode';

/** Shows Markdown as a document that lies nowhere. There is one page; a new one takes its place. */
export class Pages implements vscode.TextDocumentContentProvider {
  private readonly uri = vscode.Uri.parse('sluice:/sluice.md');
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private markdown = '';

  readonly onDidChange = this.changed.event;

  register(): vscode.Disposable {
    return vscode.Disposable.from(this.changed, vscode.workspace.registerTextDocumentContentProvider('sluice', this));
  }

  provideTextDocumentContent(): string {
    return this.markdown;
  }

  async show(markdown: string): Promise<void> {
    this.markdown = markdown;
    this.changed.fire(this.uri);
    const document = await vscode.workspace.openTextDocument(this.uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}
