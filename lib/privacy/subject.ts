import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { deriveDigestKey } from '@/lib/secrets/derive-key';
import type { Viewer } from '@/lib/users/viewer';
import { MAIN_WORKSPACE } from '@/lib/workspaces/ids';
import { openWorkspace } from '@/lib/workspaces/open-workspace';

const workspace = z.string().min(1).max(120).default(MAIN_WORKSPACE);

/** Whose data is meant: an end user, as applications name them in `user`, or all of a key. */
export const dataSubjectSchema = z.union([
  z.strictObject({ workspace, user: z.string().min(1).max(200) }),
  z.strictObject({ workspace, key: z.string().min(1).max(200) }),
]);
export type DataSubject = z.output<typeof dataSubjectSchema>;

/** Requests of a subject, as far as the viewer sees them. */
export interface OfSubject {
  workspaceId: string;
  endUser?: string;
  keyId?: string;
  team?: { in: string[] };
}

/** Throws `forbidden`, and `not_found` for a workspace that the viewer does not belong to. */
export async function openSubject(viewer: Viewer, subject: DataSubject): Promise<OfSubject> {
  requireRight(viewer, 'data.erase');
  await openWorkspace(viewer, subject.workspace);
  const teams = teamsSeen(viewer, subject.workspace);
  return {
    workspaceId: subject.workspace,
    ...('user' in subject ? { endUser: subject.user } : { keyId: subject.key }),
    ...(teams === undefined ? {} : { team: { in: [...teams] } }),
  };
}

/** How the audit log names a subject: who is erased does not live on in the record of it, and can still be asked for. */
export function auditedSubject(subject: DataSubject): { kind: string; id: string } {
  if ('key' in subject) return { kind: 'key', id: subject.key };
  const digest = createHmac('sha256', deriveDigestKey('data-subject')).update(subject.user).digest('hex');
  return { kind: 'end_user', id: digest.slice(0, 16) };
}
