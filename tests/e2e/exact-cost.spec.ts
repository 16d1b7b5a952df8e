import { expect, test } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN, clientOf, manage, simulator, startProduct } from './product';
import { MODELS, sendMixed } from './send-mixed';

interface SimulatorTotals {
  count: number;
  amountUsd: string;
}

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

/**
 * A rule for each model that names the others as its fallbacks, and these as the last ones of the rules that are there:
 * a few injected 429s with their Retry-After would else leave `auto` with nobody to ask.
 */
async function addFallbacks(product: RunningTollgate): Promise<void> {
  const config = await manage(product, 'GET', '/api/v1/config');
  const named = MODELS.filter((model) => model !== 'auto');
  const chains = named.map((model) => ({
    id: `chain-${model}`,
    name: `${model}, else another`,
    when: { models: [model] },
    targets: [model, ...named.filter((other) => other !== model)],
  }));
  const present: { targets?: string[] }[] = Array.isArray(config['rules']) ? config['rules'] : [];
  const widened = present.map((rule) =>
    rule.targets === undefined ? rule : { ...rule, targets: [...new Set([...rule.targets, ...named])] },
  );
  const rules = [...chains, ...widened];
  await manage(product, 'PUT', '/api/v1/config', { ...config, rules });
}

test('200 mixed requests with faults: the API, the Overview and the provider agree to the last digit', async ({
  page,
}) => {
  await addFallbacks(tollgate);
  await simulator(tollgate, '/admin/faults', { rate: 0.05, kinds: ['pre_content'], seed: 7 });
  const sent = await sendMixed(clientOf(tollgate), 200, 20);
  expect(sent).toEqual({ answered: 200, refused: 0 });

  const billed = await simulator<SimulatorTotals>(tollgate, '/admin/ledger/totals');
  expect(billed.count).toBeGreaterThanOrEqual(sent.answered);
  const totals = () => manage(tollgate, 'GET', '/api/v1/totals?workspace=main');
  await expect.poll(async () => (await totals())['requests'], { timeout: 20_000 }).toBe(200);
  expect((await totals())['costUsd']).toBe(billed.amountUsd);

  await page.goto(`${tollgate.url}/overview?workspace=main`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Spend', { exact: true }).locator('[data-exact]')).toHaveAttribute(
    'data-exact',
    billed.amountUsd,
  );
});
