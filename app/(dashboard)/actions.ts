'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { removeDemoAs } from '@/lib/workspaces/remove-demo-as';

/** Removes a generated history and shows the real workspace. */
export async function removeDemo(workspace: unknown): Promise<void> {
  await requireSameOrigin();
  const viewer = await requireUser('/overview');
  await removeDemoAs(viewer, z.string().max(200).parse(workspace));
  redirect('/overview');
}
