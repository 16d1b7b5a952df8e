import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { applyConfig } from '@/lib/config/apply-config';
import { configSchema } from '@/lib/config/schemas';
import { exportConfigFor } from '@/lib/config/export-config-for';
import { previewConfigFor } from '@/lib/config/preview-config-for';
import { route } from '../route';

export const VERSION_HEADER = 'x-tollgate-config-version';
export const SEEN_HEADER = 'x-tollgate-config-seen';

const version = z.int().describe('Version in force; 0 when nothing was ever published');
/** Not checked at the door: the verb reports every problem of a file, with its path. */
const uncheckedFile = z.unknown();

export const changesSchema = z.array(
  z.strictObject({
    kind: z.enum(['added', 'removed', 'changed']),
    path: z.string(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    sentence: z.string(),
  }),
);

export const appliedSchema = z.strictObject({
  version,
  published: z.boolean().describe('False when the file says what is in force already'),
  changes: changesSchema,
});

export const getConfig = route({
  method: 'GET',
  path: '/api/v1/config',
  summary: `The configuration in force as one file; its version is in ${VERSION_HEADER}, and in ${SEEN_HEADER} what to give as seen`,
  access: 'config.read',
  response: configSchema,
  handle: async ({ caller }) => {
    const { version: inForce, seen, file } = await exportConfigFor(caller);
    return { body: file, headers: { [VERSION_HEADER]: String(inForce), [SEEN_HEADER]: String(seen) } };
  },
});

export const putConfig = route({
  method: 'PUT',
  path: '/api/v1/config',
  summary: 'Publish a configuration file, wholly or not at all',
  access: 'config.publish',
  query: z.strictObject({
    expectedVersion: z.coerce
      .number()
      .int()
      .min(0)
      .describe('Refuse with 409 when another version is in force')
      .optional(),
    seen: z.coerce
      .number()
      .int()
      .min(0)
      .describe(
        `What ${SEEN_HEADER} or a diff said: refuse with 409 when a key that the file changes was changed since. ` +
          'With expectedVersion alone: since that version was published',
      )
      .optional(),
    note: z.string().max(2_000).optional(),
  }),
  body: uncheckedFile,
  documentedBody: configSchema,
  response: appliedSchema,
  errors: [409, 422],
  handle: async ({ query, body, caller }) => ({
    body: await applyConfig({ file: body, author: caller.email, actor: actorOf(caller), ...query }),
  }),
});

export const diffConfig = route({
  method: 'POST',
  path: '/api/v1/config/diff',
  summary: 'What publishing a file would change; nothing is changed',
  access: 'config.draft',
  body: uncheckedFile,
  documentedBody: configSchema,
  response: z.strictObject({
    version,
    seen: z.int().describe('Give it as seen to publish exactly this'),
    changes: changesSchema,
  }),
  errors: [422],
  handle: async ({ body, caller }) => ({ body: await previewConfigFor(caller, body) }),
});
