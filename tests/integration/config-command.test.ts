import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeRuntime } from '@/lib/boot/runtime-file';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { sampleConfig } from '../unit/config/sample-config';

const run = promisify(execFile);
let database: FreshDatabase;
let directory: string;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await db().$disconnect();
  directory = mkdtempSync(path.join(tmpdir(), 'tollgate-config-'));
});

afterAll(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the command as a shell would; DATABASE_URL is not set unless given. */
async function config(args: string[], environment: Record<string, string> = { DATABASE_URL: database.url }) {
  const { DATABASE_URL: _, ...rest } = process.env;
  const options = { env: { ...rest, TOLLGATE_DATA_DIR: directory, ...environment } };
  try {
    const done = await run(process.execPath, ['--import', 'tsx', 'scripts/config.ts', ...args], options);
    return { code: 0, ...done };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

const inFile = (name: string, content: unknown) => {
  const file = path.join(directory, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('npm run config', () => {
  it('shows, applies and exports, and has nothing left to do afterwards', async () => {
    const file = inFile('sample.json', sampleConfig());
    expect((await config(['diff', file])).stdout).toContain('+ models["big"]\n    The model "big" is added.');
    expect((await config(['apply', file])).stderr).toBe('Nobody can be asked here: add --yes to apply.\n');
    expect((await config(['apply', file, '--yes', '--note', 'hi'])).stdout).toContain(
      'Version 1 is in force.',
    );
    const exported = path.join(directory, 'out.json');
    expect(await config(['export', exported])).toMatchObject({ code: 0 });
    expect((await config(['apply', exported, '--yes'])).stdout).toBe('Nothing differs against version 1.\n');
    expect((await config(['export'])).stdout).toBe(readFileSync(exported, 'utf8'));
  });

  it('finds the database of the Tollgate that runs over the data directory', async () => {
    writeRuntime(directory, { pid: process.pid, port: 1, databaseUrl: database.url, dashboardPort: 2 });
    expect(await config(['export'], {})).toMatchObject({ code: 0 });
    writeRuntime(directory, { pid: 2 ** 22 + 1, port: 1, databaseUrl: database.url, dashboardPort: 2 });
    expect(await config(['export'], {})).toMatchObject({
      code: 1,
      stderr: `Tollgate is not running over ${directory}: start it, or set DATABASE_URL.\n`,
    });
  });

  it('says in one line what is wrong with a file, and each problem of a configuration in a line of its own', async () => {
    const missing = path.join(directory, 'missing.json');
    expect(await config(['apply', missing])).toMatchObject({
      code: 1,
      stderr: `There is no file ${missing}.\n`,
    });
    const broken = inFile('broken.json', '{\n  "rules": [,]\n}');
    expect(await config(['diff', broken])).toMatchObject({
      code: 1,
      stderr: `${broken}: This is not JSON: it breaks at line 2, column 13.\n`,
    });
    const { prices } = sampleConfig();
    const wrong = inFile('wrong.json', { prices, rules: [{ id: 'r', name: 'r', targets: ['x'] }], typo: [] });
    expect((await config(['apply', wrong, '--yes'])).stderr).toBe(
      'The configuration was refused; nothing was changed.\n' +
        '  typo: there is no such field\n  rules[0].targets[0]: there is no model "x"\n',
    );
  });

  it('imports a price list: says what changes, publishes what was chosen, and nothing of a list that is wrong', async () => {
    await config(['apply', inFile('sample.json', sampleConfig()), '--yes']);
    const provider = sampleConfig().providers[0]?.id ?? '';
    const list = (name: string, ...lines: string[]) =>
      inFile(name, ['provider,model,meter,rate', ...lines].join('\n'));
    const good = list('list.csv', `${provider},new-model,in.text,2`, `${provider},new-model,out.text,8`);
    const looked = await config(['import-prices', good]);
    expect(looked.stdout).toContain('2 added, 0 changed, 0 ended, 0 unchanged, 0 conflict, against version');
    expect(looked.stderr).toBe('Nobody can be asked here: add --yes to apply.\n');
    const [key = ''] = /(?<=--only ").+(?=")/.exec(looked.stdout) ?? [];
    const applied = await config(['import-prices', good, '--only', key, '--yes']);
    expect(applied).toMatchObject({ code: 0, stdout: expect.stringMatching(/Version \d+ is in force\.\n$/) });
    expect((await config(['import-prices', good, '--yes'])).stdout).toContain(
      '1 added, 0 changed, 0 ended, 1 unchanged',
    );
    const before = (await config(['export'])).stdout;
    const bad = list('bad.csv', `${provider},new-model,page,1`, `${provider},new-model,in.smell,-1`);
    const refused = await config(['import-prices', bad, '--yes']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('line 3, meter: ');
    expect(refused.stderr).toContain('line 3, rate: ');
    expect((await config(['import-prices', inFile('bad.json', '{'), '--yes'])).stderr).toContain(
      'is not JSON',
    );
    expect((await config(['import-prices', 'list.txt', '--yes'])).stderr).toContain(
      'must end in .csv or .json',
    );
    expect((await config(['export'])).stdout).toBe(before);
  });

  it('says that the database cannot be reached, without its password', async () => {
    const url = 'postgres://u:hunter2secret@127.0.0.1:1/none';
    const { code, stderr } = await config(['export'], { DATABASE_URL: url });
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toContain('The database cannot be used');
    expect(stderr).not.toContain('hunter2secret');
  });
});
