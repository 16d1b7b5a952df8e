import type { Metadata } from 'next';
import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { invitedAddress } from '@/lib/users/redeem-invitation';
import { InviteForm } from './_components/invite-form';

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' };

export default async function InvitePage({ searchParams }: PageProps<'/invite'>) {
  const { token } = await searchParams;
  const email = await invitedAddress(token);
  return (
    <>
      <h1 className="text-xl font-semibold">Join Tollgate</h1>
      {typeof token === 'string' && email !== null ? (
        <InviteForm token={token} email={email} />
      ) : (
        <>
          <Alert>
            This invitation does not work: it was used, taken back, or is too old. Ask whoever sent it for a
            new one.
          </Alert>
          <p className="text-sm">
            Joined already?{' '}
            <Link href="/sign-in" className="text-brand underline">
              Sign in
            </Link>
          </p>
        </>
      )}
    </>
  );
}
