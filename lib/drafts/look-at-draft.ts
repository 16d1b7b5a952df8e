import { configFile } from '@/lib/config/config-file';
import { diffConfig } from '@/lib/config/versions/diff-config';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { previewConfig } from '@/lib/config/preview-config';
import { ConfigProblemsError, type ConfigProblem } from '@/lib/config/check/problem';
import { readState } from '@/lib/config/read-state';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openDraft } from './open-draft';
import { isOvertaken } from './overtaken';
import type { DraftView } from './schemas';
import { withDraft } from './with-draft';

export interface DraftLook {
  draft: DraftView;
  /** In force now. */
  version: number;
  /** What is wrong with it, by path (`rules[2].targets[0]`); empty when it may be tried and published. */
  problems: readonly ConfigProblem[];
  /** What publishing it would change, in words; empty when it says what is in force, or is wrong. */
  sentences: string[];
  /** Others changed the same since it was begun: what they changed, in words. Publishing would undo that. */
  overtakenBy: string[] | undefined;
}

/** A draft beside what is in force. Changes nothing. Throws `forbidden`, `not_found`. */
export async function lookAtDraft(viewer: Viewer, id: string): Promise<DraftLook> {
  const draft = await openDraft(viewer, id);
  const state = await db().$transaction(readState, { isolationLevel: 'RepeatableRead' });
  const present = configFile(state);
  const { version } = state;
  const overtakenBy =
    draft.baseVersion === version ? undefined : await changesSince(draft, { ...present, keys: [] });
  try {
    const { changes } = await previewConfig(withDraft(present, draft.content));
    return { draft, version, problems: [], sentences: changes.map(({ sentence }) => sentence), overtakenBy };
  } catch (error) {
    if (!(error instanceof ConfigProblemsError)) throw error;
    return { draft, version, problems: error.problems, sentences: [], overtakenBy };
  }
}

async function changesSince(
  { baseVersion, content }: DraftView,
  present: Parameters<typeof diffConfig>[1],
): Promise<string[] | undefined> {
  const row = await db().configVersion.findUnique({ where: { version: baseVersion } });
  const base = configDocumentSchema.parse(row?.document ?? {});
  if (!isOvertaken(base, present, content)) return undefined;
  return diffConfig({ ...base, keys: [] }, present)
    .filter(({ path }) => path.startsWith('rules') || path.startsWith('prices'))
    .map(({ sentence }) => sentence);
}
