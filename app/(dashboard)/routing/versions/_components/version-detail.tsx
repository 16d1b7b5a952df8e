import { Empty } from '@/components/charts/empty';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { lookAtVersion } from '@/lib/config/look-at-version';
import { orNothing } from '@/lib/errors/or-nothing';
import { ActionForm } from '../../../_components/action/action-form';
import type { PageView } from '../../../page-view';
import { bringBack } from '../actions';

/** More than these are folded away. */
const SHOWN = 12;
/** More than these are not shown at all; the documents hold them. */
const AT_MOST = 500;

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="list-disc pl-5 text-sm break-words">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Changes({ title, sentences }: { title: string; sentences: readonly string[] }) {
  const more = sentences.slice(SHOWN, AT_MOST);
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-xs font-semibold">{title}</h3>
      {sentences.length === 0 ? (
        <p className="text-sm text-ink-soft">Nothing.</p>
      ) : (
        <Sentences sentences={sentences.slice(0, SHOWN)} />
      )}
      {more.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-ink-soft">{sentences.length - SHOWN} more</summary>
          <Sentences sentences={more} />
        </details>
      )}
    </section>
  );
}

/** What one version changed, what bringing it back would change, and the way back to it. */
export async function VersionDetail({ view, version }: { view: PageView; version: number }) {
  const look = await orNothing(lookAtVersion(view.viewer, version));
  if (look === undefined) return <Empty title={`There is no version ${version}`}>Choose one below.</Empty>;
  const isInForce = look.current === version;
  return (
    <Card aria-label={`Version ${version}`}>
      <CardHeader>
        <div>
          <CardTitle>Version {version}</CardTitle>
          <CardNote>
            {look.author}, {formatInstant(look.createdAt, view.range.zone)}
            {look.note === '' ? '' : `: ${look.note}`}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="grid gap-4 md:grid-cols-2">
        <Changes title="What it changed" sentences={look.changed} />
        {!isInForce && (
          <div className="flex min-w-0 flex-col gap-3">
            <Changes
              title={`What bringing it back would change of version ${look.current}`}
              sentences={look.wouldChange}
            />
            {look.wouldChange.length === 0 && (
              <p role="status" className="text-sm">
                It says what is in force, as version {look.current}.
              </p>
            )}
            {may(view.viewer, 'config.publish') && look.wouldChange.length > 0 && (
              <ActionForm action={bringBack} submit={`Roll back to version ${version}`} variant="outline">
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
