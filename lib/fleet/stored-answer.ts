import { z } from 'zod';
import type { StoredAnswer } from '@/lib/gateway/entrance/idempotency';
import { open, seal } from '@/lib/secrets/seal';

const PURPOSE = 'answers of idempotent requests';
const storedSchema = z.strictObject({ headers: z.record(z.string(), z.string()), body: z.base64() });

/** Sealed for its place, as text: nobody who reads the store reads answers. */
export function sealStored(id: string, { headers, body }: StoredAnswer): string {
  const plain = JSON.stringify({ headers, body: body.toString('base64') });
  return seal(plain, { purpose: PURPOSE, rowId: id }).toString('base64');
}

/** Undefined for what was changed, is another's, or was sealed with another secret. */
export function openStored(id: string, sealed: string): StoredAnswer | undefined {
  try {
    const plain = open(Buffer.from(sealed, 'base64'), { purpose: PURPOSE, rowId: id });
    const { headers, body } = storedSchema.parse(JSON.parse(plain));
    return { headers, body: Buffer.from(body, 'base64') };
  } catch {
    return undefined;
  }
}
