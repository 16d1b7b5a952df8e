import type { Metadata } from 'next';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { RIGHTS } from '@/lib/access/rights';
import { listTokens } from '@/lib/tokens/list';
import { listSessions } from '@/lib/users/list-sessions';
import { ownAccount } from '@/lib/users/own-account';
import { requireUser } from '@/lib/users/require-user';
import { PasswordCard } from './_components/password-card';
import { SecondFactorCard } from './_components/second-factor-card';
import { SessionsCard } from './_components/sessions-card';
import { TokensCard } from './_components/tokens-card';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const viewer = await requireUser('/settings');
  const [account, sessions, tokens] = await Promise.all([
    ownAccount(viewer),
    listSessions(viewer),
    listTokens(viewer),
  ]);
  const now = new Date().toISOString();
  const open = tokens.filter((token) => token.revokedAt === null && token.expiresAt > now);
  return (
    <>
      <PageTitle title="Settings">{account.email}</PageTitle>
      <PasswordCard hasPassword={account.hasPassword} />
      <SecondFactorCard account={account} />
      <SessionsCard sessions={sessions} />
      <TokensCard tokens={open} rights={RIGHTS.filter((right) => may(viewer, right))} />
    </>
  );
}
