import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentUser } from '@/lib/users/current-user';
import { safeCallbackPath } from '@/lib/users/safe-callback-path';
import { SignInForm } from './_components/sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const callbackPath = safeCallbackPath((await searchParams)['callbackUrl']);
  if ((await currentUser()) !== null) redirect(callbackPath);
  return (
    <>
      <h1 className="text-xl font-semibold">Sign in</h1>
      <SignInForm callbackPath={callbackPath} />
    </>
  );
}
