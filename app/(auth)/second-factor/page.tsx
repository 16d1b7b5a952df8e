import { Button } from '@/components/ui/button';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { ownAccount } from '@/lib/users/own-account';
import { requireSignedIn } from '@/lib/users/require-user';
import { safeCallbackPath } from '@/lib/users/safe-callback-path';
import { SecondFactorSetUp } from '../../(dashboard)/settings/_components/second-factor-set-up';
import { SignOutButton } from './_components/sign-out-button';

export const generateMetadata = titled(msg('Second factor'));

/** Where everybody is led who owes a second factor; it stays when it is on, for the recovery codes are read here. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/second-factor'>) {
  const t = await getT();
  const wanted = safeCallbackPath((await searchParams)['callbackUrl']);
  const viewer = await requireSignedIn(`/second-factor?${new URLSearchParams({ callbackUrl: wanted })}`);
  const account = await ownAccount(viewer);
  const owes = viewer.owesSecondFactor === true;
  return (
    <>
      <h1 className="text-xl font-semibold">{t('Second factor')}</h1>
      <p className="text-sm text-ink-soft">
        {owes
          ? t(
              'A second factor is demanded of everybody here: a code of an authenticator app, asked for after the password. Set yours up to go on.',
            )
          : t('Nothing more is asked of you here.')}
      </p>
      <p className="text-sm break-all text-ink-soft">{account.email}</p>
      <SecondFactorSetUp account={account} />
      <div className="flex flex-wrap gap-2">
        {!owes && (
          <Button asChild variant="primary">
            <a href={wanted}>{t('Go on')}</a>
          </Button>
        )}
        <SignOutButton />
      </div>
    </>
  );
}
