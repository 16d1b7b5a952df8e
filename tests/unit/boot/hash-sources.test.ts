import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashSources } from '@/lib/boot/hash-sources';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sources-'));
  mkdirSync(path.join(root, 'apart'));
  writeFileSync(path.join(root, 'a.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

const hash = () => hashSources([root, path.join(root, 'missing')], [path.join(root, 'apart')]);

it('changes with content and with names, and with nothing else', () => {
  const first = hash();
  expect(hash()).toBe(first);
  writeFileSync(path.join(root, 'a.ts'), 'two');
  const second = hash();
  expect(second).not.toBe(first);
  renameSync(path.join(root, 'a.ts'), path.join(root, 'b.ts'));
  expect(hash()).not.toBe(second);
});

it('does not see what lies apart', () => {
  const before = hash();
  writeFileSync(path.join(root, 'apart', 'x.ts'), 'anything');
  expect(hash()).toBe(before);
});
