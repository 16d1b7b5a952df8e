import { expect, test } from 'vitest';
import { explainFailure, explainStatus } from '@/lib/connection-test/explain-failure';
import { recogniser } from '@/lib/i18n/recognise';
import vietnamese from '@/lib/i18n/messages/vi.json';
import { boundedPlanSchema } from '@/lib/planning/bounded-plan';
import { readTco } from '@/lib/planning/read-tco';
import { parsePriceFile } from '@/lib/pricing/import/parse-price-file';
import { checkPolicy } from '@/lib/routing/policy/check-policy';
import { policySchema } from '@/lib/routing/policy/schemas';

const said = recogniser(vietnamese);
const untold = (sentences: readonly string[]) => sentences.filter((one) => said(one) === undefined);

test('why a provider cannot be reached is told in Vietnamese', () => {
  const codes = ['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET'];
  const tls = ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN', 'EPROTO'];
  const failures = [...codes, ...tls].map((code) =>
    explainFailure(Object.assign(new Error('inside'), { code }), 'api.example.com', 10_000),
  );
  const statuses = [302, 400, 401, 404, 418, 429, 500].flatMap((status) => [
    explainStatus(status, true, 'gemini'),
    explainStatus(status, false, 'openai-chat'),
  ]);
  expect(untold([...failures, ...statuses].map((one) => one?.message ?? ''))).toEqual([]);
});

test('what is wrong with rules is told in Vietnamese, down to the words within', () => {
  const policy = policySchema.parse({
    rules: [
      { id: 'a', name: 'A', when: {}, targets: ['loop'] },
      { id: 'a', name: 'B', when: { minChars: 9, maxChars: 8 }, targets: ['nobody'] },
      {
        id: 'c',
        name: 'C',
        when: { promptPattern: '(?=x)' },
        use: { kind: 'weights', weights: { m: 40, n: 40 } },
      },
    ],
    name: 'P',
    aliases: { loop: 'loop' },
    fallbackTier: 'premium',
  });
  const problems = checkPolicy(policy, (name) => name === 'm').map(({ message }) => message);
  expect(problems.length).toBeGreaterThan(6);
  expect(untold(problems)).toEqual([]);
  expect(problems.map((one) => said(one)).filter((one) => /The (?:rule|alias)/.test(one ?? ''))).toEqual([]);
});

test('what is wrong with a price file is told in Vietnamese', () => {
  const head = 'provider,model,meter,rate';
  const files = [
    'provider,model\n',
    `${head},colour\n`,
    `${head},rate\n`,
    `${head}\n`,
    `${head}\na,b,in.text,1,2\n`,
    `${head}\n"a`,
    `${head},batch\np,m,in.text,1,maybe\n`,
    `${head},effective_from,effective_to\np,m,in.text,1,2026-02-01T00:00:00Z,2026-01-01T00:00:00Z\n`,
  ];
  const at = { source: 'file:x', recordedAt: '2026-11-24T00:00:00Z' };
  const messages = files.flatMap((text) =>
    parsePriceFile(text, 'csv', at).problems.map(({ message }) => message),
  );
  expect(messages.length).toBe(files.length);
  expect(untold(messages)).toEqual([]);
});

test('what is wrong with a plan is told in Vietnamese', () => {
  const line = { class: 'x', model: 'm', percent: '50' };
  const kind = { name: 'c', requests: 1e12, inputTokens: '9999999999', outputTokens: '1' };
  const plan = {
    ...{ months: 36, growthPercent: '50', prices: [{ model: 'm', inputUsd: '9999999999', outputUsd: '1' }] },
    classes: [kind, kind],
    scenarios: [{ name: 's', mix: [line] }],
  };
  const whole = {
    ...plan,
    classes: [kind],
    scenarios: [{ name: 's', mix: [{ model: 'm', percent: '100' }] }],
  };
  const messages = [plan, whole].flatMap(
    (one) => boundedPlanSchema.safeParse(one).error?.issues.map(({ message }) => message) ?? [],
  );
  expect(messages.length).toBeGreaterThan(5);
  expect(untold(messages)).toEqual([]);
  expect(untold(Object.values(readTco({ privatePercent: '90', cachePercent: '20' }).wrong))).toEqual([]);
});
