import { Empty } from '@/components/charts/empty';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { teamsSeen } from '@/lib/access/reach';
import { listSplits } from '@/lib/canary/list-splits';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../../page-view';
import { ArmTable } from './arm-table';

/** Rules that draw by weights, their sides over the range, and what can be told apart. */
export async function Splits({ view }: { view: PageView }) {
  const t = await getT();
  const { viewer, scope } = view;
  const isWhole = teamsSeen(viewer, scope.workspaceId) === undefined;
  const splits = isWhole ? await listSplits(viewer, scope) : [];
  if (splits.length === 0)
    return (
      <Card className="p-4">
        <Empty
          title={isWhole ? t('No rule splits its requests') : t('Sums of splits are of the whole workspace')}
        >
          {isWhole
            ? t('A rule with weights sends each part of its requests elsewhere; here the parts are compared.')
            : t('You see some of its teams only.')}
        </Empty>
      </Card>
    );
  return (
    <div className="flex flex-col gap-4">
      {splits.map(({ rule, name, arms, comparisons }) => (
        <Card key={rule} aria-label={t('Split of {name}', { name })}>
          <CardHeader>
            <div>
              <CardTitle>{name}</CardTitle>
              <CardNote>
                {t(
                  'Requests drawn in the range. Intervals and verdicts hold at 95 %, however often one looks.',
                )}
              </CardNote>
            </div>
          </CardHeader>
          <CardBody className="flex flex-col gap-3">
            <ArmTable label={t('Sides of {name}', { name })} arms={arms} />
            <ul className="list-disc pl-5 text-sm">
              {comparisons.map(({ words }) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
