import { may } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import type { Viewer } from '@/lib/users/viewer';
import { isSimple } from './draft-rule';

/** Rules in force that a draft from the playground could take the place of; undefined for who may not write drafts. */
export async function listSimpleRules(viewer: Viewer): Promise<PolicyRule[] | undefined> {
  if (!may(viewer, 'config.draft')) return undefined;
  const { rules } = await publishedDocument();
  return rules.filter(isSimple);
}
