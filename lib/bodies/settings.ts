import { RE2JS } from 're2js';
import { z } from 'zod';

/** `redacted`: without what lib/bodies/redact.ts finds. `on`: as they are. */
export const BODY_POLICIES = ['off', 'redacted', 'on'] as const;
export type BodyPolicy = (typeof BODY_POLICIES)[number];

export const DEFAULT_RETENTION_DAYS = 30;

const pattern = z
  .string()
  .min(1)
  .max(200)
  .refine(isPattern, 'must be a regular expression of RE2: no look-around, no back-references')
  .refine(
    (text) => !isPattern(text) || !RE2JS.compile(text).matcher('').find(),
    'must not match an empty text',
  );

/** What is kept of prompts and answers in a workspace; without an entry nothing is. */
export const bodySettingsSchema = z.strictObject({
  /** The workspace. */
  id: z.string().min(1).max(120),
  policy: z.enum(BODY_POLICIES).default('off'),
  /** Days after which they are gone. */
  retentionDays: z.number().int().min(1).max(3_650).default(DEFAULT_RETENTION_DAYS),
  /** Further texts to take out, beside e-mail addresses, phone numbers, cards and keys. */
  patterns: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), pattern }))
    .max(50)
    .default([]),
});
export type BodySettings = z.infer<typeof bodySettingsSchema>;

function isPattern(text: string): boolean {
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}
