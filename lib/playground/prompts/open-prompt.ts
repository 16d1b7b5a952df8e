import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { contentSchema } from '../schemas';
import { findPrompt } from './find-prompt';
import { promptInfo, type SavedPrompt } from './prompt-view';

const MOST = 200;

/** A saved prompt in one of its versions, the newest unless told. Throws `forbidden`, and `not_found` also for a version. */
export async function openPrompt(viewer: Viewer, id: string, version?: number): Promise<SavedPrompt> {
  const row = await findPrompt(viewer, id);
  const wanted = version ?? row.version;
  const key = { promptId_version: { promptId: id, version: wanted } };
  const [opened, versions] = await Promise.all([
    db().playgroundVersion.findUnique({ where: key }),
    db().playgroundVersion.findMany({
      where: { promptId: id },
      omit: { content: true },
      orderBy: { version: 'desc' },
      take: MOST,
    }),
  ]);
  if (opened === null)
    throw new GatewayError('not_found', `It has no version ${wanted}.`, { param: 'version' });
  return {
    ...promptInfo(row, viewer),
    opened: { ...versionInfo(opened), content: contentSchema.parse(opened.content) },
    versions: versions.map(versionInfo),
  };
}

function versionInfo(row: { version: number; author: string; note: string; createdAt: Date }) {
  const { version, author, note, createdAt } = row;
  return { version, author, note, createdAt: createdAt.toISOString() };
}
