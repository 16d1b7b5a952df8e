import Link from 'next/link';
import { formatShortInstant } from '@/components/format/instant';
import { Choose } from '@/components/layout/choose';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { listDrafts } from '@/lib/drafts/list-drafts';
import { getT } from '@/lib/i18n/get-t';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { ActionForm } from '../../_components/action/action-form';
import type { PageView } from '../../page-view';
import { begin } from '../actions';

/** Drafts that may still come into force, and where a new one begins. */
export async function Drafts({ view }: { view: PageView }) {
  const t = await getT();
  const drafts = await listDrafts(view.viewer);
  const ready = Object.entries(READY_POLICIES);
  const beginnings = [
    ['', t('The rules in force')] as const,
    ...ready.map(([id, { name }]) => [id, t('Ready policy: {name}', { name })] as const),
  ];
  return (
    <Card aria-label={t('Drafts')}>
      <CardHeader>
        <div className="min-w-0 max-w-prose">
          <CardTitle>{t('Drafts')}</CardTitle>
          <CardNote>
            {t('Change rules in a draft, see what it would have done to past traffic, then publish it.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {drafts.length > 0 && (
          <ul className="divide-y divide-line">
            {drafts.map(({ id, name, author, state, updatedAt, publishAt, publishZone, outcome }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2 text-sm">
                <Link href={view.href(`/routing/drafts/${id}`)} className="font-medium link">
                  {name}
                </Link>
                {state === 'scheduled' && publishAt !== null && (
                  <Badge tone="warn">
                    {t('scheduled for {publishAt} {publishZone}', {
                      publishAt: formatShortInstant(publishAt, publishZone ?? 'UTC', t.locale),
                      publishZone: publishZone ?? 'UTC',
                    })}
                  </Badge>
                )}
                <span className="text-xs text-ink-soft">
                  {author}, {formatShortInstant(updatedAt, view.range.zone, t.locale)}
                </span>
                {outcome !== '' && <span className="w-full text-xs break-words text-warn">{outcome}</span>}
              </li>
            ))}
          </ul>
        )}
        <ActionForm
          action={begin}
          submit={t('Begin a draft')}
          className="sm:flex-row sm:flex-wrap sm:items-end"
        >
          <input type="hidden" name="workspace" value={view.workspace.id} />
          <Choose name="ready" label={t('A new draft begins with')} options={beginnings} />
        </ActionForm>
      </CardBody>
    </Card>
  );
}
