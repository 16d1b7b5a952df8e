import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { RIGHTS } from '@/lib/access/rights';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { listTokens } from '@/lib/tokens/list';
import { listSessions } from '@/lib/users/sessions/list-sessions';
import { secondFactorDemand } from '@/lib/users/second-factor/demand-second-factor';
import { ownAccount } from '@/lib/users/own-account';
import { requireUser } from '@/lib/users/require-user';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { BodiesCard } from './_components/bodies-card';
import { DemandFactorCard } from './_components/demand-factor-card';
import { LanguageCard } from './_components/language-card';
import { PasswordCard } from './_components/password-card';
import { SecondFactorCard } from './_components/second-factor-card';
import { SessionsCard } from './_components/sessions-card';
import { TokensCard } from './_components/tokens-card';

export const generateMetadata = titled(msg('Settings'));

export default async function SettingsPage({ searchParams }: PageProps<'/settings'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/settings', query));
  const view = await openView(viewer, query);
  const [account, sessions, tokens, demand] = await Promise.all([
    ownAccount(viewer),
    listSessions(viewer),
    listTokens(viewer),
    secondFactorDemand(viewer),
  ]);
  const now = new Date().toISOString();
  const open = tokens.filter((token) => token.revokedAt === null && token.expiresAt > now);
  return (
    <>
      <PageTitle title={t('Settings')}>{account.email}</PageTitle>
      {view !== undefined && <Problems problems={view.problems} />}
      <LanguageCard />
      <PasswordCard hasPassword={account.hasPassword} />
      <SecondFactorCard account={account} />
      {demand !== undefined && <DemandFactorCard demand={demand} />}
      <SessionsCard sessions={sessions} />
      <TokensCard tokens={open} rights={RIGHTS.filter((right) => may(viewer, right))} />
      {view !== undefined && <BodiesCard view={view} />}
    </>
  );
}
