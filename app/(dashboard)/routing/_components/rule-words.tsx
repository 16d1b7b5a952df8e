import { useT } from '#i18n';
import { actionWords } from '@/lib/routing/policy/action-words';
import { conditionWords } from '@/lib/routing/policy/condition-words';
import type { PolicyRule } from '@/lib/routing/policy/schemas';

/** A rule in words: when, and then what. */
export function RuleWords({ rule }: { rule: PolicyRule }) {
  const t = useT();
  const conditions = conditionWords(rule.when);
  const [goes, ...rest] = actionWords(rule);
  return (
    <div className="min-w-0 text-sm break-words">
      <p>
        <span className="text-ink-soft">{t('When')}</span>{' '}
        {conditions.length === 0 ? t('a request gets this far') : conditions.join(t(' and '))}
      </p>
      <p>
        <span className="text-ink-soft">{t('it')}</span> {goes}
      </p>
      {rest.length > 0 && <p className="text-xs text-ink-soft">{rest.join('; ')}</p>}
    </div>
  );
}
