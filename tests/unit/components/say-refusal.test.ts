import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sayRefusal } from '@/app/(dashboard)/_components/action/say-refusal';
import { errorResponse } from '@/app/api/v1/_api/error-response';
import { refusalOf } from '@/components/layout/call-api';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import { createT } from '@/lib/i18n/t';
import { logger } from '@/lib/logger';

const { level } = logger;
beforeAll(() => void (logger.level = 'silent'));
afterAll(() => void (logger.level = level));

const t = createT('en');
const said = (error: unknown) => sayRefusal(t, error);
const wrong = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error;
const name = z.strictObject({ name: z.string().trim().min(1, 'A view needs a name.') });
const limits = z.strictObject({ name: z.string().min(1), rpm: z.number() });

test('what a verb refuses is said by the field that it names, whole sentences without its name', () => {
  const taken = new GatewayError('conflict', 'This person has an account already.', { param: 'email' });
  expect(said(taken)).toEqual({
    kind: 'refused',
    message: 'This person has an account already.',
    problems: [{ path: 'email', message: 'This person has an account already.' }],
  });
  expect(said(wrong(limits, { name: '', rpm: 'many' }))).toMatchObject({
    message: 'name: is needed. rpm: must be a number.',
    problems: [
      { path: 'name', message: 'is needed' },
      { path: 'rpm', message: 'must be a number' },
    ],
  });
});

test('all that is wrong with a configuration is said, not only the first, and a conflict is of no field', () => {
  const problems = [
    { path: 'rules[0]', message: 'is no rule' },
    { path: 'models', message: 'is needed' },
  ];
  expect(said(new ConfigProblemsError(problems))).toMatchObject({ problems });
  expect(said(new VersionConflictError(1, 2)).problems).toMatchObject([{ path: '' }]);
});

test('what went wrong inside is not shown, and the way to another page is left open', () => {
  expect(said(new Error('password=hunter2'))).toMatchObject({
    message: 'Something went wrong inside Tollgate; nothing was changed.',
  });
  const wayOut = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/sign-in;307;' });
  expect(() => said(wayOut)).toThrow(wayOut);
});

test('a page says only what is wrong with a field that the API refused, not that the request is not right', async () => {
  const shown = (thrown: unknown) => refusalOf(t, errorResponse(thrown));
  expect(await shown(wrong(name, { name: '  ' }))).toBe('A view needs a name.');
  expect(await shown(wrong(limits, { name: '', rpm: 1 }))).toBe('name: is needed.');
  expect(await shown(new GatewayError('not_found', 'There is no such view.', { param: 'id' }))).toBe(
    'There is no such view.',
  );
  expect(await refusalOf(t, new Response('<html>', { status: 502 }))).toBe(
    'The answer was 502 without a reason.',
  );
  expect(await refusalOf(t, new Response('null', { status: 500 }))).toBe(
    'The answer was 500 without a reason.',
  );
});
