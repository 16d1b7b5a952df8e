import { expect, test } from 'vitest';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { placeOfEntry, withinEntry } from '@/lib/config/check/within-entry';
import { configSchema } from '@/lib/config/schemas';
import { withEdit } from '@/lib/config/with-edit';

const FILE = configSchema.parse({
  health: [],
  rules: ['one', 'two'].map((id) => ({ id, name: id, when: {}, targets: ['m'] })),
});
const said = (place: string | undefined, ...paths: string[]) =>
  (
    withinEntry(
      new ConfigProblemsError(paths.map((path) => ({ path, message: 'is wrong' }))),
      place,
    ) as ConfigProblemsError
  ).problems.map(({ path }) => path);

test('an entry stands where the edit puts it; one that puts none has no place', () => {
  const at = (put: { id: string }, first = false) => {
    const edit = { section: 'rules' as const, put, first };
    return placeOfEntry(withEdit(FILE, edit), edit);
  };
  expect(at({ id: 'two' })).toBe('rules[1]');
  expect(at({ id: 'new' })).toBe('rules[2]');
  expect(at({ id: 'new' }, true)).toBe('rules[0]');
  const removed = { section: 'rules' as const, remove: 'one' };
  expect(placeOfEntry(withEdit(FILE, removed), removed)).toBeUndefined();
});

test('what is wrong within the entry is said by its path there, what is of another by its path in the file', () => {
  expect(
    said('rules[1]', 'rules[1].when.tags["cost centre"]', 'rules[1]', 'rules[10].id', 'alerts[0].id'),
  ).toEqual(['when.tags["cost centre"]', '', 'rules[10].id', 'alerts[0].id']);
  expect(said(undefined, 'rules[1].id')).toEqual(['rules[1].id']);
});

test('another error is left as it is', () => {
  const error = new Error('gone');
  expect(withinEntry(error, 'rules[0]')).toBe(error);
});
