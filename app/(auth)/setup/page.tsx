import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { isSetupTokenOpen } from '@/lib/users/set-up/find-setup-token';
import { SetupForm } from './_components/setup-form';

export const generateMetadata = titled(msg('Set up'), { referrer: 'no-referrer' });

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const t = await getT();
  const { token } = await searchParams;
  const open = typeof token === 'string' && (await isSetupTokenOpen(token));
  return (
    <>
      <h1 className="text-xl font-semibold">{t('Set up Tollgate')}</h1>
      {open ? (
        <SetupForm token={token} />
      ) : (
        <>
          <Alert>
            {t(
              'This set-up link does not work: it was used, is older than a day, or a newer one was printed. While nobody has an account, each start of Tollgate prints a new link in its terminal.',
            )}
          </Alert>
          <p className="text-sm">
            {t.rich('Set up already? <link>Sign in</link>', {
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
