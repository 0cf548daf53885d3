import * as vscode from 'vscode';

/** The settings that the server knows, as package.json declares them. */
function keys(context: vscode.ExtensionContext): string[] {
  const declared = context.extension.packageJSON.contributes.configuration.properties as Record<string, unknown>;
  return Object.keys(declared)
    .map((key) => key.slice('sluice.'.length))
    .filter((key) => key !== 'path' && !key.startsWith('trace.'));
}

type Tree = { [key: string]: unknown };

/** The settings as the server's tree, with those values that pick finds. */
function tree(context: vscode.ExtensionContext, pick: (key: string) => unknown): Tree {
  const root: Tree = {};
  for (const key of keys(context)) {
    const value = pick(key);
    if (value === undefined) {
      continue;
    }
    const path = key.split('.');
    const leaf = path.pop()!;
    let at = root;
    for (const name of path) {
      at = (at[name] ??= {}) as Tree;
    }
    at[leaf] = value;
  }
  return root;
}

/** What the user set, for initializationOptions: the server trusts it. */
export function userSettings(context: vscode.ExtensionContext): Tree {
  const configuration = vscode.workspace.getConfiguration('sluice');
  return tree(context, (key) => {
    const found = configuration.inspect(key);
    // VS Code asks at every key, unlike other editors. The server's own default is not to wait.
    return found?.globalValue ?? (key === 'completion.debounce' ? found?.defaultValue : undefined);
  });
}

/** What the workspace set. The server takes of it only what tightens. */
export function workspaceSettings(context: vscode.ExtensionContext, scope?: vscode.Uri): Tree {
  const configuration = vscode.workspace.getConfiguration('sluice', scope);
  return tree(context, (key) => {
    const found = configuration.inspect(key);
    return found?.workspaceFolderValue ?? found?.workspaceValue;
  });
}
