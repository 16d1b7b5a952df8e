import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { fromRequest } from '@/lib/playground/from-request';
import { openPrompt } from '@/lib/playground/prompts/open-prompt';
import type { SavedPrompt } from '@/lib/playground/prompts/prompt-view';
import type { Content } from '@/lib/playground/schemas';
import { startContent } from '@/lib/playground/start-content';
import type { Viewer } from '@/lib/users/viewer';

interface Start {
  content: Content;
  saved?: SavedPrompt;
  note?: string;
  /** What of the address could not be honoured, in words. */
  problems: string[];
}

/** What the page begins with: a saved prompt (`?prompt=`, `&version=`), a logged request (`?request=`), or nothing. */
export async function openContent(
  viewer: Viewer,
  { prompt, version, request }: Record<string, string | undefined>,
  models: readonly string[],
): Promise<Start> {
  const t = await getT();
  const empty = startContent(models);
  try {
    if (prompt !== undefined) {
      const wanted = /^[1-9]\d{0,8}$/.test(version ?? '') ? Number(version) : undefined;
      const saved = await openPrompt(viewer, prompt, wanted);
      const isRead = wanted !== undefined || (version ?? '') === '';
      const problems = isRead ? [] : [t('“{name}” could not be read and is left out.', { name: 'version' })];
      return { content: saved.opened.content, saved, problems };
    }
    if (request !== undefined) return { ...(await fromRequest(viewer, request)), problems: [] };
  } catch (error) {
    if (error instanceof GatewayError)
      return {
        content: empty,
        problems: [t('{message} This one is empty.', { message: t.said(error.message) })],
      };
    throw error;
  }
  return { content: empty, problems: [] };
}
