import Link from 'next/link';
import { useT } from '#i18n';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { ruleLink } from '@/lib/config/rule-link';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { mayManageKey } from '@/lib/keys/may-manage';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { listRecommendations, RECOMMENDATION_DAYS, type Recommendation } from '@/lib/recommendations/list';
import type { PageView } from '../../page-view';
import { KeySwitch } from '../../keys/_components/key-switch';
import { DraftButton } from './draft-button';

const SHOWN_KEYS = 5;

const STATES: Record<Recommendation['state'], { tone: BadgeTone; words: string }> = {
  found: { tone: 'warn', words: msg('worth a look') },
  fine: { tone: 'good', words: msg('fine') },
  unknown: { tone: 'neutral', words: msg('not enough recorded') },
};

function Saving({ saving, assumes }: Pick<Recommendation, 'saving' | 'assumes'>) {
  const t = useT();
  return (
    <>
      {saving !== undefined && (
        <p>
          {t.rich('Saving over {RECOMMENDATION_DAYS} days: <strong>{lowUsd} to {highUsd}</strong>', {
            RECOMMENDATION_DAYS,
            lowUsd: formatAmountUsd(saving.lowUsd, t.locale),
            highUsd: formatAmountUsd(saving.highUsd, t.locale),
            strong: (words) => <strong className="font-semibold">{words}</strong>,
          })}
        </p>
      )}
      {assumes !== undefined && (
        <p className="text-xs text-ink-soft">{t('Assumes: {assumes}.', { assumes: t.said(assumes) })}</p>
      )}
    </>
  );
}

/** A rule opens on the page Routing, where it can be tried on past traffic; anything else is looked at here. */
function OpenDraft({ edit, title }: { edit: ConfigEdit; title: string }) {
  const t = useT();
  if (edit.section !== 'rules' || edit.put === undefined)
    return <DraftButton edit={edit} title={t.said(title)} />;
  return (
    <Button size="sm" asChild>
      <Link href={ruleLink(edit.put)} aria-label={t('Open the draft: {title}', { title: t.said(title) })}>
        {t('Open the draft')}
      </Link>
    </Button>
  );
}

/** Each with its own switch, which has a way back. */
function IdleKeys({ keys }: { keys: NonNullable<Recommendation['keys']> }) {
  return (
    <ul className="flex flex-col gap-2">
      {keys.slice(0, SHOWN_KEYS).map(({ id, name }) => (
        <li key={id} className="min-w-0">
          <p className="font-medium break-words">{name}</p>
          <KeySwitch id={id} name={name} enabled />
        </li>
      ))}
    </ul>
  );
}

/** Each recommendation with its evidence, its saving as a range, its rows and its draft. */
export async function RecommendationList({ view }: { view: PageView }) {
  const t = await getT();
  const all = await listRecommendations(view.viewer, view.workspace.id, view.now);
  const mayDraft = may(view.viewer, 'config.draft');
  const mayKeys = mayManageKey(view.viewer, { workspaceId: view.workspace.id, team: null });
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {all.map(({ id, title, state, evidence, rows, draft, keys, ...rest }) => (
        <li key={id} className="min-w-0">
          <Card aria-label={t.said(title)} data-recommendation={id} className="h-full">
            <CardHeader>
              <CardTitle>{t.said(title)}</CardTitle>
              <Badge tone={STATES[state].tone}>{t(STATES[state].words)}</Badge>
            </CardHeader>
            <CardBody className="flex flex-col gap-2 text-sm">
              <ul className="list-disc pl-5 break-words">
                {evidence.map((line) => (
                  <li key={line}>{t.said(line)}</li>
                ))}
              </ul>
              <Saving {...rest} />
              {keys !== undefined && mayKeys && <IdleKeys keys={keys} />}
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
                {draft !== undefined && mayDraft && <OpenDraft edit={draft} title={title} />}
                {rows !== undefined && (
                  <Link href={view.href('/requests', { ...rows, range: '30d' })} className="link">
                    {t('Requests behind it')}
                  </Link>
                )}
              </div>
            </CardBody>
          </Card>
        </li>
      ))}
    </ul>
  );
}
