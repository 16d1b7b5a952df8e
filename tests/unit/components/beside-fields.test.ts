import { expect, test } from 'vitest';
import { besideFields } from '@/app/(dashboard)/_components/action/beside-fields';

const refused = (...problems: { path: string; message: string }[]) =>
  besideFields({ kind: 'refused', message: 'all of it', problems }, ['name', 'models', 'tags']);

test('what is wrong with a field of the form stands beside it, also with a part of what it holds', () => {
  expect(
    refused(
      { path: 'name', message: 'is needed' },
      { path: 'models[1]', message: 'is no model' },
      { path: 'tags.team', message: 'is needed' },
      { path: 'models[2]', message: 'is no model either' },
    ),
  ).toEqual({
    fields: { name: 'is needed', models: 'is no model is no model either', tags: 'is needed' },
    rest: [],
  });
});

test('what is of no field of the form is said below it, with its name unless it is a sentence', () => {
  expect(
    refused(
      { path: 'rpm', message: 'must be a number' },
      { path: '', message: 'There is no such key.' },
      { path: 'id', message: 'There is a key "a" already.' },
    ),
  ).toEqual({
    fields: {},
    rest: ['rpm: must be a number', 'There is no such key.', 'There is a key "a" already.'],
  });
});

test('a refusal without paths is said as it is; none says nothing', () => {
  expect(besideFields({ kind: 'refused', message: 'No.' }, ['name'])).toEqual({ fields: {}, rest: ['No.'] });
  expect(besideFields({ kind: 'done', message: 'Yes.' }, ['name'])).toEqual({ fields: {}, rest: [] });
});
