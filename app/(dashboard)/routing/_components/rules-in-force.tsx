import { Empty } from '@/components/charts/empty';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { readRules } from '@/lib/config/read-rules';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';
import { RuleOrder } from './rule-order';
import { RuleWords } from './rule-words';

/** The rules in the order in which they are tried, in words. */
export async function RulesInForce({ view }: { view: PageView }) {
  const t = await getT();
  const { version, rules } = await readRules(view.viewer);
  return (
    <Card aria-label={t('Rules in force')}>
      <CardHeader>
        <div className="min-w-0 max-w-prose">
          <CardTitle>{t('Rules in force')}</CardTitle>
          <CardNote>
            {t(
              'Version {version}. The first rule that matches decides; without one the requested model is taken.',
              { version },
            )}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        {rules.length === 0 ? (
          <Empty title={t('There is no rule')}>
            {t('Every request goes to the model that it asks for.')}
          </Empty>
        ) : (
          <RuleOrder
            version={version}
            mayMove={may(view.viewer, 'config.publish')}
            rules={rules.map((rule) => ({
              id: rule.id,
              name: rule.name,
              shown: (
                <>
                  <h3 className="flex flex-wrap items-center gap-2 text-sm font-medium">
                    {rule.name}
                    {!rule.enabled && <Badge>{t('off')}</Badge>}
                    <span className="font-mono text-xs font-normal text-ink-soft">{rule.id}</span>
                  </h3>
                  <RuleWords rule={rule} />
                </>
              ),
            }))}
          />
        )}
      </CardBody>
    </Card>
  );
}
