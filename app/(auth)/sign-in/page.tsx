import { redirect } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { currentUser } from '@/lib/users/current-user';
import { safeCallbackPath } from '@/lib/users/safe-callback-path';
import { NOT_INVITED } from '@/lib/users/sign-in-errors';
import { signInProviders } from '@/lib/users/sign-in-providers';
import { ProviderButtons } from './_components/provider-buttons';
import { SignInForm } from './_components/sign-in-form';

export const generateMetadata = titled(msg('Sign in'));

/** What a provider of sign-in sent back; the reason in detail is in the log. */
function problemOf(t: T, error: string | string[] | undefined): string | undefined {
  if (error === undefined) return undefined;
  return error === NOT_INVITED
    ? t(
        'Nobody has invited this address, or its provider has not verified it. Ask an admin for an invitation.',
      )
    : t('Sign-in did not work. Try again.');
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const t = await getT();
  const { callbackUrl, error } = await searchParams;
  const callbackPath = safeCallbackPath(callbackUrl);
  if ((await currentUser()) !== null) redirect(callbackPath);
  const problem = problemOf(t, error);
  const providers = signInProviders().map(({ config: { id, name } }) => ({ id, name }));
  return (
    <>
      <h1 className="text-xl font-semibold">{t('Sign in')}</h1>
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
