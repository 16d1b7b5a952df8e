import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { currentUser } from '@/lib/users/current-user';
import { safeCallbackPath } from '@/lib/users/safe-callback-path';
import { NOT_INVITED } from '@/lib/users/sign-in-errors';
import { signInProviders } from '@/lib/users/sign-in-providers';
import { ProviderButtons } from './_components/provider-buttons';
import { SignInForm } from './_components/sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

/** What a provider of sign-in sent back; the reason in detail is in the log. */
function problemOf(error: string | string[] | undefined): string | undefined {
  if (error === undefined) return undefined;
  return error === NOT_INVITED
    ? 'Nobody has invited this address, or its provider has not verified it. Ask an admin for an invitation.'
    : 'Sign-in did not work. Try again.';
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl, error } = await searchParams;
  const callbackPath = safeCallbackPath(callbackUrl);
  if ((await currentUser()) !== null) redirect(callbackPath);
  const problem = problemOf(error);
  const providers = signInProviders().map(({ config: { id, name } }) => ({ id, name }));
  return (
    <>
      <h1 className="text-xl font-semibold">Sign in</h1>
      {problem !== undefined && (
        <Alert tone="bad" role="alert">
          {problem}
        </Alert>
      )}
      <SignInForm callbackPath={callbackPath} />
      {providers.length > 0 && <ProviderButtons providers={providers} callbackPath={callbackPath} />}
    </>
  );
}
