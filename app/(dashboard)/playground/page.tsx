import { Empty } from '@/components/charts/empty';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { Alert } from '@/components/ui/alert';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { ROUTED_MODEL } from '@/lib/playground/limits';
import { listChatModels } from '@/lib/playground/list-models';
import { listSimpleRules } from '@/lib/playground/list-simple-rules';
import { listPrompts } from '@/lib/playground/prompts/list-prompts';
import { requireUser } from '@/lib/users/require-user';
import { chooseWorkspace } from '@/lib/workspaces/choose-workspace';
import { MAIN_WORKSPACE } from '@/lib/workspaces/ids';
import { NoRight } from '../_components/no-right';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { Budgets } from './_components/budgets';
import { Playground } from './_components/playground';
import { SavedPrompts } from './_components/saved-prompts';
import { openContent } from './open-content';

export const generateMetadata = titled(msg('Playground'));

export default async function PlaygroundPage({ searchParams }: PageProps<'/playground'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/playground', query));
  if (!may(viewer, 'playground.use')) return <NoRight title={t('Playground')} />;
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  // From generated history nothing is sent, so a prompt goes on the books of a real workspace.
  const workspace = view.workspace.isDemo
    ? (await chooseWorkspace(viewer, MAIN_WORKSPACE))?.workspace
    : view.workspace;
  if (workspace === undefined || workspace.isDemo)
    return (
      <Empty title={t('You belong to no workspace but the demo')}>
        {t('Nothing can be sent from there.')}
      </Empty>
    );
  const [models, prompts, rules] = await Promise.all([
    listChatModels(viewer),
    listPrompts(viewer, { workspace: workspace.id }),
    listSimpleRules(viewer),
  ]);
  const start = await openContent(viewer, query, models);
  return (
    <>
      <PageTitle title={t('Playground')}>
        {view.workspace.isDemo
          ? t('sent and booked in {name}', { name: workspace.name })
          : t('one prompt, several models')}
      </PageTitle>
      <Problems problems={[...view.problems, ...start.problems]} />
      {start.note !== undefined && <Alert>{start.note}</Alert>}
      <PagePart name={t('Budgets')} height="h-5">
        <Budgets viewer={viewer} workspaceId={workspace.id} now={view.now} />
      </PagePart>
      <SavedPrompts
        prompts={prompts}
        opened={start.saved}
        workspace={workspace.id}
        zone={workspace.reportingZone}
      />
      <Playground
        key={addressOf('', query)}
        workspace={workspace.id}
        models={[ROUTED_MODEL, ...models]}
        initial={start.content}
        saved={start.saved && { ...start.saved, opened: start.saved.opened.version }}
        rules={rules}
      />
    </>
  );
}
