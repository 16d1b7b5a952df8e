import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretFromFile } from '@/lib/secrets/master-secret';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tollgate-secret-'));
  file = path.join(directory, 'data', 'secret');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the master secret', () => {
  it('is made once, of 256 bits, readable by its owner only, with nothing left beside it', () => {
    const secret = secretFromFile(file);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(secretFromFile(file)).toBe(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(['secret']);
  });

  it('is one and the same for processes that start together', async () => {
    const code = `import('@/lib/secrets/master-secret').then((m) => console.log(m.secretFromFile(${JSON.stringify(file)})))`;
    const start = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code]);
    const outputs = await Promise.all([start(), start(), start()]);
    expect(new Set(outputs.map(({ stdout }) => stdout.trim()))).toEqual(
      new Set([readFileSync(file, 'utf8').trim()]),
    );
  }, 30_000);

  it('refuses a file that is too short to be one, and leaves it as it is', () => {
    secretFromFile(file);
    writeFileSync(file, 'short\n');
    expect(() => secretFromFile(file)).toThrow('shorter than 32');
    expect(readFileSync(file, 'utf8')).toBe('short\n');
  });
});
