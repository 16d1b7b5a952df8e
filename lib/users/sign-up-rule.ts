import { env } from '@/lib/env';
import type { SignUpRule } from './admit-federated';

/** Who may join without an invitation, as the environment says; by default nobody. */
export function signUpRule(): SignUpRule {
  const { TOLLGATE_SIGN_UP_DOMAINS: domains = '', TOLLGATE_SIGN_UP_ROLE: role } = env();
  return {
    role,
    domains: domains
      .split(',')
      .map((domain) => domain.trim().toLowerCase())
      .filter((domain) => domain !== ''),
  };
}
