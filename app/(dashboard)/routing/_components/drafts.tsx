import Link from 'next/link';
import { formatShortInstant } from '@/components/format/instant';
import { Choose } from '@/components/layout/choose';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { listDrafts } from '@/lib/drafts/list-drafts';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { ActionForm } from '../../_components/action/action-form';
import type { PageView } from '../../page-view';
import { begin } from '../actions';

const BEGINNINGS = [
  ['', 'The rules in force'],
  ...Object.entries(READY_POLICIES).map(([id, { name }]) => [id, `Ready policy: ${name}`] as const),
] as const;

/** Drafts that may still come into force, and where a new one begins. */
export async function Drafts({ view }: { view: PageView }) {
  const drafts = await listDrafts(view.viewer);
  return (
    <Card aria-label="Drafts">
      <CardHeader>
        <div className="min-w-0 max-w-prose">
          <CardTitle>Drafts</CardTitle>
          <CardNote>
            Change rules in a draft, see what it would have done to past traffic, then publish it.
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {drafts.length > 0 && (
          <ul className="divide-y divide-line">
            {drafts.map(({ id, name, author, state, updatedAt, publishAt, publishZone, outcome }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2 text-sm">
                <Link
                  href={view.href(`/routing/drafts/${id}`)}
                  className="font-medium underline decoration-line-strong underline-offset-2 hover:text-brand"
                >
                  {name}
                </Link>
                {state === 'scheduled' && publishAt !== null && (
                  <Badge tone="warn">
                    scheduled for {formatShortInstant(publishAt, publishZone ?? 'UTC')} {publishZone}
                  </Badge>
                )}
                <span className="text-xs text-ink-soft">
                  {author}, {formatShortInstant(updatedAt, view.range.zone)}
                </span>
                {outcome !== '' && <span className="w-full text-xs break-words text-warn">{outcome}</span>}
              </li>
            ))}
          </ul>
        )}
        <ActionForm action={begin} submit="Begin a draft" className="sm:flex-row sm:flex-wrap sm:items-end">
          <input type="hidden" name="workspace" value={view.workspace.id} />
          <Choose name="ready" label="A new draft begins with" options={BEGINNINGS} />
        </ActionForm>
      </CardBody>
    </Card>
  );
}
