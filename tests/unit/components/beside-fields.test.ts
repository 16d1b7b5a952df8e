import { expect, test } from 'vitest';
import { besideFields, problemLine } from '@/components/forms/beside-fields';

const refused = (...problems: [path: string, message: string][]) =>
  besideFields(
    problems.map(([path, message]) => ({ path, message })),
    ['name', 'models', 'tags', 'value', 'offers[1].model', 'quality.mean'],
  );

test('what is wrong with a field of the form stands beside it, also with a part of what it holds', () => {
  expect(
    refused(
      ['name', 'is needed'],
      ['models[1]', 'is no model'],
      ['tags.team', 'is needed'],
      ['models[2]', 'is no model either'],
    ),
  ).toEqual({
    fields: { name: 'is needed', models: 'is no model is no model either', tags: 'is needed' },
    rest: [],
  });
});

test('a field is found by the path that it writes, and where the form is flatter than what it writes', () => {
  expect(refused(['offers[1].model', 'a'], ['quality.mean', 'b'], ['scope.value', 'c'])).toEqual({
    fields: { 'offers[1].model': 'a', 'quality.mean': 'b', value: 'c' },
    rest: [],
  });
  const other = refused(
    ['offers[0].model', 'a'],
    ['offers[1]', 'b'],
    ['quality', 'c'],
    ['scope.value.x', 'd'],
  );
  expect(other.fields).toEqual({ value: 'd' });
  expect(other.rest.map(({ path }) => path)).toEqual(['offers[0].model', 'offers[1]', 'quality']);
});

test('what is of no field of the form is said below it, with its name unless it is a sentence', () => {
  const { fields, rest } = refused(
    ['rpm', 'must be a number'],
    ['', 'There is no such key.'],
    ['id', 'There is a key "a" already.'],
    ['rename', 'is no field'],
  );
  expect(fields).toEqual({});
  expect(rest.map(problemLine)).toEqual([
    'rpm: must be a number',
    'There is no such key.',
    'There is a key "a" already.',
    'rename: is no field',
  ]);
});
