import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES } from '@/lib/dialects/types';

const REQUIRED = [
  'content-decode.ts',
  'content-encode.ts',
  'error.ts',
  'finish-reason.ts',
  'index.ts',
  'messages-decode.ts',
  'messages-encode.ts',
  'request-decode.ts',
  'request-encode.ts',
  'response-decode.ts',
  'response-encode.ts',
  'schemas.ts',
  'stream-observe.ts',
  'stream-read.ts',
  'stream-write.ts',
  'tools.ts',
  'usage.ts',
];
const root = path.resolve(import.meta.dirname, '../../../lib/dialects');
const members = (name: (typeof DIALECT_NAMES)[number]) => Object.keys(dialectFor(name)).sort();

describe('dialects', () => {
  it.each(DIALECT_NAMES)('%s has the same files as the others', (name) => {
    expect(readdirSync(path.join(root, name))).toEqual(expect.arrayContaining(REQUIRED));
  });

  it.each(DIALECT_NAMES)('%s is registered under its own name, with all members', (name) => {
    expect(dialectFor(name).name).toBe(name);
    expect(members(name)).toEqual(members('openai-chat'));
  });

  it('has a folder for each name and none besides', () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).sort()).toEqual([...DIALECT_NAMES].sort());
  });
});
