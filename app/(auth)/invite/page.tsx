import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { invitedAddress } from '@/lib/users/invitations/redeem-invitation';
import { InviteForm } from './_components/invite-form';

export const generateMetadata = titled(msg('Join'), { referrer: 'no-referrer' });

export default async function InvitePage({ searchParams }: PageProps<'/invite'>) {
  const t = await getT();
  const { token } = await searchParams;
  const email = await invitedAddress(token);
  return (
    <>
      <h1 className="text-xl font-semibold">{t('Join Tollgate')}</h1>
      {typeof token === 'string' && email !== null ? (
        <InviteForm token={token} email={email} />
      ) : (
        <>
          <Alert>
            {t(
              'This invitation does not work: it was used, taken back, or is too old. Ask whoever sent it for a new one.',
            )}
          </Alert>
          <p className="text-sm">
            {t.rich('Joined already? <link>Sign in</link>', {
              link: (words) => (
                <Link href="/sign-in" className="link">
                  {words}
                </Link>
              ),
            })}
          </p>
        </>
      )}
    </>
  );
}
