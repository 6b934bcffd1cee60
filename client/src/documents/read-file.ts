import * as vscode from 'vscode';
import { type ReadFileResult, type UnreadableReason, mostFileMebibytes } from '../../../server/src/protocol/index';

/** Above this no file is read for the server, in bytes. */
const sizeLimit = mostFileMebibytes * 1024 * 1024;

/** Reasons by the codes of VS Code's file systems. */
const reasons: Readonly<Record<string, UnreadableReason>> = { FileIsADirectory: 'folder', NoPermissions: 'denied' };

/** Reads a text file for the server, wherever it lies. Never throws: a file that cannot be read has a reason. */
export async function readFile(uri: vscode.Uri): Promise<ReadFileResult> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    const reason = error instanceof vscode.FileSystemError ? reasons[error.code] : undefined;
    // Schemes without a file system, folders that cannot be, a host that is away: there is no file to speak of.
    return reason === undefined ? { kind: 'missing' } : { kind: 'unreadable', reason };
  }
  if (bytes.length > sizeLimit) return { kind: 'unreadable', reason: 'tooLarge' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', reason: 'notText' };
  }
}
