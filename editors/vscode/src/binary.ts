import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/**
 * Finds the binary: by its full path, or by its name on PATH. Places that depend on the folder that is open are not
 * looked at, since a repository could put a program there.
 */
export function findBinary(): string | undefined {
  const name = vscode.workspace.getConfiguration('sluice').inspect<string>('path')?.globalValue || 'sluice';
  if (path.isAbsolute(name)) {
    return isProgram(name) ? name : undefined;
  }
  if (path.basename(name) !== name) {
    return undefined;
  }
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (path.isAbsolute(folder) && isProgram(file)) {
        return file;
      }
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
