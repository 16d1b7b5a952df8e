import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { readRuleLink } from '@/lib/config/rule-link';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoRight } from '../_components/no-right';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { Drafts } from './_components/drafts';
import { ExplainBox } from './_components/explain/explain-box';
import { LinkedRule } from './_components/linked-rule';
import { RoutingTabs } from './_components/routing-tabs';
import { RulesInForce } from './_components/rules-in-force';

export const generateMetadata = titled(msg('Routing'));

export default async function RoutingPage({ searchParams }: PageProps<'/routing'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/routing', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  if (!may(viewer, 'config.read')) return <NoRight title={t('Routing')} />;
  const linked = query['draft'] === undefined ? undefined : readRuleLink(query['draft']);
  return (
    <>
      <PageTitle title={t('Routing')}>{t('where requests go, and what a change would do')}</PageTitle>
      <RoutingTabs view={view} here="/routing" />
      <Problems problems={[...view.problems, ...(linked?.ok === false ? [t.said(linked.problem)] : [])]} />
      <DemoBanner view={view} />
      {linked?.ok === true && may(viewer, 'config.draft') && (
        <LinkedRule rule={linked.rule} workspace={view.workspace.id} />
      )}
      {may(viewer, 'config.draft') && (
        <PagePart name={t('Drafts')} height="h-40">
          <Drafts view={view} />
        </PagePart>
      )}
      <PagePart name={t('Rules in force')} height="h-96">
        <RulesInForce view={view} />
      </PagePart>
      {may(viewer, 'playground.use') && !view.workspace.isDemo && (
        <ExplainBox workspace={view.workspace.id} />
      )}
    </>
  );
}
