import type { Metadata } from 'next';
import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { isSetupTokenOpen } from '@/lib/users/find-setup-token';
import { SetupForm } from './_components/setup-form';

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams;
  const open = typeof token === 'string' && (await isSetupTokenOpen(token));
  return (
    <>
      <h1 className="text-xl font-semibold">Set up Tollgate</h1>
      {open ? (
        <SetupForm token={token} />
      ) : (
        <>
          <Alert>
            This set-up link does not work: it was used, is older than a day, or a newer one was printed.
            While nobody has an account, each start of Tollgate prints a new link in its terminal.
          </Alert>
          <p className="text-sm">
            Set up already?{' '}
            <Link href="/sign-in" className="text-brand underline">
              Sign in
            </Link>
          </p>
        </>
      )}
    </>
  );
}
