'use client';
import { signIn } from 'next-auth/react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

/** Ways to sign in without a password of ours. */
export function ProviderButtons({
  providers,
  callbackPath,
}: {
  providers: readonly { id: string; name: string }[];
  callbackPath: string;
}) {
  const t = useT();
  return (
    <div className="flex flex-col gap-2 border-t pt-4">
      {providers.map(({ id, name }) => (
        <Button key={id} onClick={() => void signIn(id, { callbackUrl: callbackPath })}>
          {t('Sign in with {name}', { name })}
        </Button>
      ))}
    </div>
  );
}
