import { notFound } from 'next/navigation';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { readRules } from '@/lib/config/read-rules';
import { lookAtDraft } from '@/lib/drafts/look-at-draft';
import { orNothing } from '@/lib/errors/or-nothing';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../../../_components/no-right';
import { NoWorkspace } from '../../../_components/no-workspace';
import { Problems } from '../../../_components/problems';
import { sayProblems } from '../../../_components/draft/in-readers-words';
import { openView } from '../../../page-view';
import { addressOf, readQuery } from '../../../read-query';
import { Closed } from './_components/closed';
import { DraftEditor } from './_components/draft-editor';
import { DryRuns } from './_components/dry-runs';
import { OtherProblems } from './_components/other-problems';
import { OwnRevisionProvider } from './_components/own-revision';
import { Overtaken } from './_components/overtaken';
import { PublishCard } from './_components/publish-card';
import { Scheduled } from './_components/scheduled';
import { WhatChanges } from './_components/what-changes';

export const generateMetadata = titled(msg('Draft'));

export default async function DraftPage({ params, searchParams }: PageProps<'/routing/drafts/[id]'>) {
  const t = await getT();
  const [{ id }, query] = [await params, readQuery(await searchParams)];
  const viewer = await requireUser(addressOf(`/routing/drafts/${id}`, query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  if (!may(viewer, 'config.draft')) return <NoRight title={t('Draft')} />;
  const look = await orNothing(lookAtDraft(viewer, id));
  if (look === undefined) notFound();
  const { draft, version } = look;
  // What is put together far from here, in the reader's language.
  const sentences = look.sentences.map(t.said);
  const overtakenBy = look.overtakenBy?.map(t.said);
  const problems = sayProblems(t, look.problems);
  const { rules } = draft.content;
  const names = (await readRules(viewer)).models.map((model) => model.id);
  const isOpen = draft.state === 'open';
  return (
    <OwnRevisionProvider>
      <PageTitle above={[{ label: t('Routing'), href: view.href('/routing') }]} title={draft.name}>
        {t('a draft by {author}, on version {baseVersion}; version {version} is in force', {
          author: draft.author,
          baseVersion: draft.baseVersion,
          version,
        })}
      </PageTitle>
      <Problems problems={[...view.problems, ...(isOpen && draft.outcome !== '' ? [draft.outcome] : [])]} />
      {overtakenBy !== undefined && isOpen && (
        <Overtaken draft={draft} version={version} sentences={overtakenBy} />
      )}
      {draft.state === 'scheduled' && <Scheduled draft={draft} mayPublish={may(viewer, 'config.publish')} />}
      {(draft.state === 'published' || draft.state === 'discarded') && (
        <Closed draft={draft} version={version} mayPublish={may(viewer, 'config.publish')} />
      )}
      {isOpen && rules === undefined && (
        <>
          <OtherProblems problems={problems} />
          <WhatChanges sentences={sentences} isWrong={problems.length > 0} />
        </>
      )}
      {isOpen && rules !== undefined && (
        <DraftEditor
          key={`${draft.id} ${draft.baseVersion}`}
          id={draft.id}
          revision={draft.revision}
          rules={rules}
          problems={problems}
          sentences={sentences}
          models={names}
        />
      )}
      <PagePart name={t('Dry run')} height="h-64">
        <DryRuns view={view} draft={draft} />
      </PagePart>
      {isOpen && <PublishCard draft={draft} mayPublish={may(viewer, 'config.publish')} view={view} />}
    </OwnRevisionProvider>
  );
}
