import { refresh } from 'next/cache';
import type { Viewer } from '@/lib/users/viewer';
import type { ActionState } from './action-state';
import { refusing } from './refusing';

/** Runs a verb for who is signed in and draws the page anew. What we refuse is said. */
export async function performAction(
  path: string,
  work: (viewer: Viewer) => Promise<ActionState>,
  guard?: (path: string) => Promise<Viewer>,
): Promise<ActionState> {
  return refusing(
    path,
    async (viewer) => {
      const state = await work(viewer);
      refresh();
      return state;
    },
    guard,
  );
}

/** A field of a form as text; empty counts as left out. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
