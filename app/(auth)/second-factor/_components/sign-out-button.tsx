'use client';
import { useT } from '#i18n';
import { leave } from '@/components/layout/leave';
import { Button } from '@/components/ui/button';

export function SignOutButton() {
  const t = useT();
  return <Button onClick={() => void leave()}>{t('Sign out')}</Button>;
}
