'use client';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import { useListens } from './use-listens';

/**
 * Sends a form that only scripts can send. Until they listen it is disabled, and so is Enter: the browser would load the
 * page anew, without what was typed, or with it, a password or a provider's key, in the address.
 */
export function SubmitButton({
  disabled = false,
  ...props
}: Omit<ComponentProps<typeof Button>, 'type' | 'asChild'>) {
  return <Button type="submit" disabled={!useListens() || disabled} {...props} />;
}
