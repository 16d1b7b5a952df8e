'use server';
import { redirect } from 'next/navigation';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { removeDemoAs } from '@/lib/workspaces/remove-demo-as';

/** Removes the generated history and shows the real workspace. */
export async function removeDemo(): Promise<void> {
  await requireSameOrigin();
  await removeDemoAs(await requireUser('/overview'));
  redirect('/overview');
}
