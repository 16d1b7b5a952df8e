import { appendAudit } from '@/lib/audit/append';
import type { Actor } from '@/lib/audit/schemas';
import { announceChange, type Transaction } from '../database';
import type { ConfigChange } from './diff-config';
import type { ConfigDocument } from '../schemas';

export interface Publication {
  document: ConfigDocument;
  author: string;
  note: string;
  /** Who it is for the audit log; absent: only the author's name is known. */
  actor?: Actor | undefined;
  /** What it changes, without secrets. */
  changes: readonly ConfigChange[];
}

/** More sentences than anybody reads; the documents themselves are kept with their versions. */
const MAX_SENTENCES = 200;

/** Writes a new version, in force from the commit on, and its line in the audit log. Returns its number. */
export async function publish(tx: Transaction, publication: Publication): Promise<number> {
  const { actor, changes, ...data } = publication;
  const { version } = await tx.configVersion.create({ data, select: { version: true } });
  await announceChange(tx);
  await appendAudit(tx, actor ?? { id: data.author, name: data.author }, {
    action: 'config.publish',
    subject: { kind: 'config', id: String(version) },
    before: null,
    after: {
      version,
      note: data.note,
      changes: changes.length,
      sentences: changes.slice(0, MAX_SENTENCES).map(({ sentence }) => sentence),
    },
  });
  return version;
}
