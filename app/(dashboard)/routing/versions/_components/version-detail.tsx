import { useT } from '#i18n';
import { Empty } from '@/components/charts/empty';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { lookAtVersion } from '@/lib/config/versions/look-at-version';
import { orNothing } from '@/lib/errors/or-nothing';
import { getT } from '@/lib/i18n/get-t';
import { ActionForm } from '../../../_components/action/action-form';
import type { PageView } from '../../../page-view';
import { bringBack } from '../actions';

/** More than these are folded away. */
const SHOWN = 12;
/** More than these are not shown at all; the documents hold them. */
const AT_MOST = 500;

function Sentences({ sentences }: { sentences: readonly string[] }) {
  const t = useT();
  return (
    <ul className="list-disc pl-5 text-sm break-words">
      {sentences.map((sentence) => (
        <li key={sentence}>{t.said(sentence)}</li>
      ))}
    </ul>
  );
}

function Changes({ title, sentences }: { title: string; sentences: readonly string[] }) {
  const t = useT();
  const more = sentences.slice(SHOWN, AT_MOST);
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-xs font-semibold">{title}</h3>
      {sentences.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('Nothing.')}</p>
      ) : (
        <Sentences sentences={sentences.slice(0, SHOWN)} />
      )}
      {more.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-ink-soft">
            {t('{sentences} more', { sentences: sentences.length - SHOWN })}
          </summary>
          <Sentences sentences={more} />
        </details>
      )}
    </section>
  );
}

/** What one version changed, what bringing it back would change, and the way back to it. */
export async function VersionDetail({ view, version }: { view: PageView; version: number }) {
  const t = await getT();
  const look = await orNothing(lookAtVersion(view.viewer, version));
  if (look === undefined)
    return <Empty title={t('There is no version {version}', { version })}>{t('Choose one below.')}</Empty>;
  const isInForce = look.current === version;
  return (
    <Card aria-label={t('Version {version}', { version })}>
      <CardHeader>
        <div>
          <CardTitle>{t('Version {version}', { version })}</CardTitle>
          <CardNote>
            {look.author}, {formatInstant(look.createdAt, view.range.zone, t.locale)}
            {look.note === '' ? '' : `: ${t.said(look.note)}`}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="grid gap-4 md:grid-cols-2">
        <Changes title={t('What it changed')} sentences={look.changed} />
        {!isInForce && (
          <div className="flex min-w-0 flex-col gap-3">
            <Changes
              title={t('What bringing it back would change of version {current}', { current: look.current })}
              sentences={look.wouldChange}
            />
            {look.wouldChange.length === 0 && (
              <p role="status" className="text-sm">
                {t('It says what is in force, as version {current}.', { current: look.current })}
              </p>
            )}
            {may(view.viewer, 'config.publish') && look.wouldChange.length > 0 && (
              <ActionForm
                action={bringBack}
                submit={t('Roll back to version {version}', { version })}
                variant="outline"
              >
                <input type="hidden" name="version" value={version} />
                <input type="hidden" name="current" value={look.current} />
              </ActionForm>
            )}
          </div>
        )}
      </CardBody>
    </Card>
  );
}
