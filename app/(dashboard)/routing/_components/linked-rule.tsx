import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import { ActionForm } from '../../_components/action/action-form';
import { begin } from '../actions';
import { RuleWords } from './rule-words';

/** A rule that came with the address (lib/config/rule-link.ts), from which a draft is begun. */
export function LinkedRule({ rule, workspace }: { rule: PolicyRule; workspace: string }) {
  const t = useT();
  return (
    <Card aria-label={t('Rule from a link')}>
      <CardHeader>
        <div>
          <CardTitle>{rule.name}</CardTitle>
          <CardNote>
            {t('A rule that came with the link. It would be tried first; nothing is changed yet.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <RuleWords rule={rule} />
        <ActionForm action={begin} submit={t('Begin a draft with it')}>
          <input type="hidden" name="rule" value={JSON.stringify(rule)} />
          <input type="hidden" name="workspace" value={workspace} />
        </ActionForm>
      </CardBody>
    </Card>
  );
}
