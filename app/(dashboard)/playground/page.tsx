import type { Metadata } from 'next';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';

import { ROUTED_MODEL } from '@/lib/playground/limits';
import { listChatModels } from '@/lib/playground/list-models';
import { startContent } from '@/lib/playground/start-content';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../_components/no-right';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { Playground } from './_components/playground';

export const metadata: Metadata = { title: 'Playground' };

export default async function PlaygroundPage({ searchParams }: PageProps<'/playground'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/playground', query));
  if (!may(viewer, 'playground.use')) return <NoRight title="Playground" />;
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const models = await listChatModels(viewer);
  return (
    <>
      <PageTitle title="Playground">one prompt, several models side by side</PageTitle>
      <Problems problems={view.problems} />
      <Playground
        workspace={view.workspace.id}
        models={[ROUTED_MODEL, ...models]}
        initial={startContent(models)}
      />
    </>
  );
}
