import Link from 'next/link';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { listPlans } from '@/lib/plans/list';
import type { StoredPlan } from '@/lib/plans/schemas';
import { ActionForm } from '../../_components/action/action-form';
import type { PageView } from '../../page-view';
import { removePlanAction } from '../actions';

const PATHS = { scenario: '/simulate', tco: '/simulate/tco' } as const;

/** Plans that the viewer kept and those that are shared. */
export async function PlanList({ view, kind }: { view: PageView; kind: StoredPlan['kind'] }) {
  const t = await getT();
  const plans = await listPlans(view.viewer, { workspace: view.workspace.id, kind });
  const mayRemove = may(view.viewer, 'config.draft');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Saved plans')}</CardTitle>
      </CardHeader>
      <CardBody>
        {plans.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('None yet. A plan that is saved stands here.')}</p>
        ) : (
          <Table label={t('Saved plans')}>
            <thead>
              <tr>
                <Th>{t('Name')}</Th>
                <Th>{t('By')}</Th>
                <Th>{t('Changed')}</Th>
                <Th>
                  <span className="sr-only">{t('Remove')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {plans.map((plan) => (
                <tr key={plan.id}>
                  <Td>
                    <Link className="font-medium link" href={view.href(PATHS[plan.kind], { plan: plan.id })}>
                      {plan.name}
                    </Link>{' '}
                    {plan.shared && <Badge>{t('shared')}</Badge>}
                  </Td>
                  <Td>{plan.author}</Td>
                  <Td>{formatInstant(plan.updatedAt, view.range.zone, t.locale)}</Td>
                  <Td>
                    {plan.own && mayRemove && (
                      <ActionForm
                        action={removePlanAction}
                        submit={t('Remove')}
                        variant="danger"
                        confirm={t('Remove “{name}”?', { name: plan.name })}
                      >
                        <input type="hidden" name="id" value={plan.id} />
                      </ActionForm>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}
