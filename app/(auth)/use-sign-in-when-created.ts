import { signIn } from 'next-auth/react';
import { useEffect, useRef } from 'react';

/** Signs in with what was just typed, once the account is there; where that fails, the sign-in page says more. */
export function useSignInWhenCreated(createdEmail: string | undefined, password: string): void {
  const signedIn = useRef(false);
  useEffect(() => {
    if (createdEmail === undefined || signedIn.current) return;
    signedIn.current = true;
    signIn('credentials', { redirect: false, email: createdEmail, password })
      .then((answer) => window.location.assign(answer?.ok === true ? '/overview' : '/sign-in'))
      .catch(() => window.location.assign('/sign-in'));
  }, [createdEmail, password]);
}
