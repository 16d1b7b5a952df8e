import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Names in the order of lib/env.ts; it is read as text, since its schema is not for others. */
const inCode = [...readFileSync('lib/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
  ([, name]) => name,
);
const table = [...readFileSync('docs/settings.md', 'utf8').matchAll(/^\| `([A-Z0-9_]+)` +\| ([^|]+)\|/gm)];

it('docs/settings.md lists each setting of lib/env.ts, in its order, and no other', () => {
  expect(inCode.length).toBeGreaterThan(15);
  expect(table.map(([, name]) => name)).toEqual(inCode);
});

it('a default that is listed is the one of the code', () => {
  const code = readFileSync('lib/env.ts', 'utf8');
  for (const [, name = '', cell = ''] of table) {
    const [, written] = /^`([^`]+)`/.exec(cell.trim()) ?? [];
    const [entry = ''] = new RegExp(`^ {2}${name}:[\\s\\S]*?,\\n(?= {2}[/A-Z]|\\}\\))`, 'm').exec(code) ?? [];
    const [, byDefault] = /\.default\(([^)]+)\)/.exec(entry) ?? [];
    expect([name, written], name).toEqual([name, byDefault?.replaceAll(/['_]/g, '')]);
  }
});
