import type { Change } from '@/lib/audit/schemas';
import type { KeyView } from './key-view';

/** A change of a key as the audit log keeps it: its view, which holds no secret. */
export function keyChange(action: string, before: KeyView | undefined, after: KeyView): Change {
  const subject = { kind: 'key', id: after.id };
  return { action, subject, workspaceId: after.workspace, before: before ?? null, after };
}
