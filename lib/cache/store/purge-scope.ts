import { z } from 'zod';
import { requestKeyOf } from '../cache-key';

const name = z.string().min(1).max(200);

/** Which answers of a workspace are meant: all that agree with what is given; nothing given: all. */
export const purgeScopeSchema = z.strictObject({
  /** Of a rule, by its id. */
  rule: name.optional(),
  /** Given by a model, by its id. */
  model: name.optional(),
  /** One answer in all its forms, by the SHA-256 of its request (`x-tollgate-cache-key`). */
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'the 64 hex digits of x-tollgate-cache-key')
    .optional(),
});
export type PurgeScope = z.infer<typeof purgeScopeSchema>;

/** A purge as every process has to carry it out. */
export interface Purge extends PurgeScope {
  workspaceId: string;
  /** Answers kept up to then are meant, epoch ms. */
  at: number;
}

interface Purgeable {
  key: string;
  workspaceId: string;
  ruleId: string;
  usage: { model: string };
  storedAt: number;
}

export function isPurged({ key, workspaceId, ruleId, usage, storedAt }: Purgeable, purge: Purge): boolean {
  return (
    workspaceId === purge.workspaceId &&
    storedAt <= purge.at &&
    (purge.rule === undefined || purge.rule === ruleId) &&
    (purge.model === undefined || purge.model === usage.model) &&
    (purge.key === undefined || purge.key === requestKeyOf(key))
  );
}
