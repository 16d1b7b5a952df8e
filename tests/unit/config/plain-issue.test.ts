import { expect, test } from 'vitest';
import { z } from 'zod';
import { zodProblems } from '@/lib/config/check/zod-problems';

const schema = z.strictObject({
  name: z.string().min(1).max(5).default('a'),
  words: z.string().min(12).optional(),
  rpm: z.int().positive().max(100).optional(),
  share: z.number().min(0).lt(1).optional(),
  models: z.array(z.string()).min(1).max(2).optional(),
  pair: z.array(z.string()).min(2).optional(),
  to: z.email().optional(),
  url: z.url().optional(),
  bodies: z.enum(['off', 'on']).optional(),
  at: z.iso.datetime().optional(),
  either: z.union([z.number(), z.boolean()]).optional(),
  own: z.string().regex(/^a$/, 'must be the letter a').optional(),
  nested: z.object({ id: z.string() }).optional(),
});

test.each<[unknown, string]>([
  [{ name: '' }, 'name: is needed'],
  [{ name: 'abcdef' }, 'name: must have at most 5 characters'],
  [{ name: 7 }, 'name: must be a text'],
  [{ words: 'short' }, 'words: must have at least 12 characters'],
  [{ rpm: Number.NaN }, 'rpm: must be a number'],
  [{ rpm: 1.5 }, 'rpm: must be a whole number'],
  [{ rpm: 0 }, 'rpm: must be more than 0'],
  [{ rpm: 101 }, 'rpm: must be at most 100'],
  [{ share: -1 }, 'share: must be at least 0'],
  [{ share: 1 }, 'share: must be less than 1'],
  [{ models: [] }, 'models: must have at least one entry'],
  [{ pair: ['a'] }, 'pair: must have at least 2 entries'],
  [{ to: 'nobody' }, 'to: must be an e-mail address such as ada@example.com'],
  [{ url: 'there' }, 'url: must be an address such as https://example.com'],
  [{ models: ['a', 'b', 'c'] }, 'models: must have at most 2 entries'],
  [{ models: 'a' }, 'models: must be a list'],
  [{ bodies: 'some' }, 'bodies: must be one of: off, on'],
  [{ at: 'now' }, 'at: must be a date and time such as 2026-01-31T12:00:00Z'],
  [{ either: 'a' }, 'either: cannot be read'],
  [{ own: 'b' }, 'own: must be the letter a'],
  [{ nested: {} }, 'nested.id: is needed'],
  [{ nested: 1 }, 'nested: must be an object'],
  [{ more: 1 }, 'more: there is no such field'],
])('%j: %s', (input, problem) => {
  const { error } = schema.safeParse(input);
  if (error === undefined) throw new Error('nothing is wrong');
  expect(zodProblems(error).map(({ path, message }) => `${path}: ${message}`)).toEqual([problem]);
});
