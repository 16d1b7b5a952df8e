import { may } from '@/lib/access/may';
import { getBody } from '@/lib/bodies/get-body';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import { dialectFor } from '@/lib/dialects/registry';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { promptOfChat, type ReadPrompt } from './prompt-of-chat';

/** What of a request's prompt can be shown, or why nothing can, in words. */
export type KeptPrompt = (ReadPrompt & { isRedacted: boolean }) | { why: string };

/** The kept prompt of a request. `api`: the dialect that it came in. Throws what is neither forbidden nor missing. */
export async function readKeptPrompt(viewer: Viewer, id: string, api: string): Promise<KeptPrompt> {
  if (!may(viewer, 'body.read')) return { why: 'your role does not read what was written' };
  const dialect = DIALECT_NAMES.find((name) => name === api);
  if (dialect === undefined) return { why: 'it was no chat' };
  const body = await getBody(viewer, id).catch((error: unknown) => {
    if (error instanceof GatewayError && error.code === 'not_found') return undefined;
    throw error;
  });
  if (body === undefined) return { why: 'texts of this request were not kept' };
  if (body.prompt === null || body.prompt === undefined) return { why: 'it was too long to be kept' };
  try {
    const read = promptOfChat(dialectFor(dialect).decodeRequest(body.prompt));
    return read === undefined
      ? { why: 'it is longer than a prompt may be here' }
      : { ...read, isRedacted: body.policy === 'redacted' };
  } catch (error) {
    // What was taken out may have been needed to read the rest.
    if (error instanceof GatewayError) return { why: 'what was kept of it cannot be read any more' };
    throw error;
  }
}
