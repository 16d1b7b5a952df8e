import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { seedConfig } from '@/lib/config/starter/seed-config';
import { freshDatabase } from '@/tests/support/fresh-database';

let drop: () => Promise<void>;
const before = process.env['DATABASE_URL'];
beforeAll(async () => {
  const database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  drop = database.drop;
});
afterAll(async () => {
  process.env['DATABASE_URL'] = before;
  await drop();
});

it('the file of the README takes the place of the simulator on a fresh installation', async () => {
  await seedConfig({ simulator: true, demo: false });
  const readme = readFileSync('README.md', 'utf8');
  const file: unknown = JSON.parse(/```json\n(.*?)```/s.exec(readme)?.[1] ?? '');
  await applyConfig({ file, author: 'test' });
  const { file: now } = await exportConfig();
  expect(now.providers.map(({ id }) => id)).toEqual(['openai']);
  expect(now.prices).toHaveLength(2);
});
