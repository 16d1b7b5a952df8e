import { signOut } from 'next-auth/react';

/** Signs out, in the browser. */
export async function leave(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign('/sign-in');
}
