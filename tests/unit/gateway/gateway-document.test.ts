import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '@/lib/errors/codes';

const text = readFileSync('docs/gateway.md', 'utf8');
const named = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = '']) => name));

it('docs/gateway.md lists the headers that the gateway reads and writes, and no other', () => {
  const files = readdirSync('lib/gateway', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const code = files.map((file) => readFileSync(path.join('lib/gateway', file), 'utf8')).join('\n');
  const inCode = new Set([...code.matchAll(/'(x-tollgate-[a-z-]+)'/g)].map(([, name = '']) => name));
  expect([...named(/`(x-tollgate-[a-z-]+)/g)].toSorted()).toEqual([...inCode].toSorted());
});

it('docs/gateway.md lists each code of a refusal with its status', () => {
  const rows = [...text.matchAll(/^\| (\d{3}) +\| ([^|]+)\|/gm)];
  const told = rows.flatMap(([, status, codes = '']) =>
    [...codes.matchAll(/`(\w+)`/g)].map(([, code = '']) => [code, Number(status)] as const),
  );
  const known = Object.entries(ERROR_CODES).map(([code, { status }]) => [code, status] as const);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
});
