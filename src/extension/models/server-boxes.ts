import * as vscode from 'vscode';
import { chatAddress, isChatAddress } from '../../models/chat/address';
import { addressOf, isAddress, isPrivate } from '../../models/remote/address';
import { isToken } from '../../models/remote/ask';
import { originOf } from '../../models/remote/metadata';
import { readSettings } from '../workbench/configuration';
import { bare } from '../workbench/markdown';
import { agreementTo, type Servers } from './servers';
import { whatIsSent } from './what-is-sent';

/** The address of a model on a server, as it is typed. */
export async function askForAddress(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'Add a model on a server',
    prompt:
      'Of a server that speaks the Open Inference Protocol (v2), or of a chat model: https://host/v1/chat/completions#MODEL',
    placeHolder: 'https://host/v2/models/NAME',
    ignoreFocusOut: true,
    validateInput: addressFault,
  });
  return typed?.trim();
}

/** Why a text is no address of a model. */
export function addressFault(text: string): string | undefined {
  try {
    addressed(text.trim());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @throws RemoteError */
function addressed(place: string): { origin: string } {
  return isChatAddress(place) ? chatAddress(place) : addressOf(place);
}

/** Whether a person agrees to what is sent to the server of a model; asked once for each server. */
export async function agreesTo(servers: Servers, place: string): Promise<boolean> {
  const origin = await originOf(place);
  const agreement = agreementTo(place, origin);
  if (servers.isAgreed(agreement)) return true;
  const { title, detail, use } = whatIsSent(place, origin);
  if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, use)) !== use) return false;
  await servers.agree(agreement);
  return true;
}

/** Asks for the token of a server, which then is kept for it alone. */
export async function setToken(servers: Servers): Promise<void> {
  const origin = await askForServer();
  if (origin === undefined) return;
  if (!isPrivate({ origin })) {
    void vscode.window.showWarningMessage(
      `${bare(origin, 200)} is not encrypted, so no token is sent there: name the server by https.`,
    );
    return;
  }
  const isSet = await servers.hasToken(origin);
  const typed = await vscode.window.showInputBox({
    title: `Token for ${origin}`,
    prompt: `Sent to ${origin} only (Authorization: Bearer …), kept in the editor's secret storage. ${isSet ? 'One is set; empty removes it.' : 'None is set.'}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || isToken(text.trim())
        ? undefined
        : 'A token has no spaces, line breaks, or other than ASCII.',
  });
  if (typed === undefined) return;
  const token = typed.trim() === '' ? undefined : typed.trim();
  if (token !== undefined && !isToken(token)) return;
  if (token === undefined && !isSet) return;
  await servers.setToken(origin, token);
  const done = token === undefined ? 'was removed' : 'is kept in the secret storage';
  void vscode.window.showInformationMessage(`The token for ${bare(origin, 200)} ${done}.`);
}

/** Of those that the settings name; none is asked anything. */
async function askForServer(): Promise<string | undefined> {
  const { modelFolders } = readSettings();
  const found = modelFolders.filter((place) => isAddress(place) && addressFault(place) === undefined);
  const origins = [...new Set(found.map((place) => addressed(place).origin))];
  const other = 'Another server…';
  const items = [...origins, other].map((label) => ({ label }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Token for which server?' });
  if (picked?.label !== other) return picked?.label;
  const typed = await vscode.window.showInputBox({
    title: 'Token for which server?',
    prompt: 'Its address, or that of one of its models',
    placeHolder: 'https://host',
    ignoreFocusOut: true,
    validateInput: (text) => (serverOf(text) === undefined ? 'An address of a server is https://host' : undefined),
  });
  return typed === undefined ? undefined : serverOf(typed);
}

function serverOf(text: string): string | undefined {
  const trimmed = text.trim();
  return isAddress(trimmed) && URL.canParse(trimmed) ? new URL(trimmed).origin : undefined;
}
