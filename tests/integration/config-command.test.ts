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

  it('says that the database cannot be reached, without its password', async () => {
    const url = 'postgres://u:hunter2secret@127.0.0.1:1/none';
    const { code, stderr } = await config(['export'], { DATABASE_URL: url });
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toContain('The database cannot be used');
    expect(stderr).not.toContain('hunter2secret');
  });
});
