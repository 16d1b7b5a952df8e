import { readRules } from '@/lib/config/read-rules';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import type { Viewer } from '@/lib/users/viewer';
import { createDraft } from './create-draft';
import type { DraftContent, DraftView } from './schemas';

export type ReadyPolicy = keyof typeof READY_POLICIES;

/** What a draft of rules begins with: those in force, one more before them, or a ready policy in their place. */
export type Beginning =
  { kind: 'present' } | { kind: 'rule'; rule: PolicyRule } | { kind: 'ready'; policy: ReadyPolicy };

const named = (beginning: Beginning): string => {
  switch (beginning.kind) {
    case 'present':
      return 'Change of rules';
    case 'rule':
      return beginning.rule.name;
    case 'ready':
      return READY_POLICIES[beginning.policy].name;
    default:
      return beginning satisfies never;
  }
};

/** A rule of the same id is replaced where it stands; another one is tried before all others. */
function withRule(rules: readonly PolicyRule[], rule: PolicyRule): PolicyRule[] {
  const at = rules.findIndex(({ id }) => id === rule.id);
  return at < 0 ? [rule, ...rules] : rules.with(at, rule);
}

/** Begins a draft of rules on the version in force. Throws `forbidden`. */
export async function beginDraft(viewer: Viewer, beginning: Beginning): Promise<DraftView> {
  const { rules, version } = await readRules(viewer);
  const chosen =
    beginning.kind === 'ready'
      ? READY_POLICIES[beginning.policy].rules
      : beginning.kind === 'rule'
        ? withRule(rules, beginning.rule)
        : rules;
  const content: DraftContent = { rules: chosen };
  return createDraft(viewer, { name: named(beginning), content, baseVersion: version });
}
