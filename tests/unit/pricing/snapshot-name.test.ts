import { expect, it } from 'vitest';
import { isSnapshotOf } from '@/lib/pricing/snapshot-name';

it.each([
  ['gpt-4o-2024-08-06', 'gpt-4o'],
  ['gpt-4-0613', 'gpt-4'],
  ['claude-3-5-haiku-20241022', 'claude-3-5-haiku-latest'],
  ['claude-sonnet-4@20250514', 'claude-sonnet-4'],
  ['gemini-1.5-pro-002', 'gemini-1.5-pro'],
  ['command-a', 'command-a-03-2025'],
  ['same', 'same'],
])('%s was served for %s', (served, asked) => expect(isSnapshotOf(served, asked)).toBe(true));

it.each([
  ['gpt-4o-mini', 'gpt-4o'],
  ['gpt-4o-mini-2024-07-18', 'gpt-4o'],
  ['gpt-4o', 'gpt-4o-mini'],
  ['gpt-5.1', 'gpt-5'],
  ['mistral-large-2411', 'mistral-large-2407'],
  ['gpt-4o-2024-05-13', 'gpt-4o-2024-08-06'],
])('%s is not what %s asks for', (served, asked) => expect(isSnapshotOf(served, asked)).toBe(false));
