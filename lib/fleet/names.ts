import { createHmac } from 'node:crypto';
import { deriveKey } from '@/lib/secrets/derive-key';

/** Names for secrets, the same in every process of a Tollgate and of no use to anybody else. Each is made once. */
export function secretNames(): (secret: string) => string {
  const known = new Map<string, string>();
  return (secret) => {
    let name = known.get(secret);
    if (name === undefined) {
      name = createHmac('sha256', deriveKey('names among gateways')).update(secret).digest('base64url');
      known.set(secret, name);
    }
    return name;
  };
}
