import { expect, it } from 'vitest';
import { FORM_COLUMNS, readForm } from '@/lib/routing/learn/read-form';
import { readOverlap } from '@/lib/routing/learn/read-overlap';

it('the form of a prompt has as many numbers for every text, all of them finite', () => {
  for (const text of [
    '',
    '\n',
    '?',
    'A.',
    '\nA.',
    'x '.repeat(50_000),
    'Tiếng Việt 你好 🙂',
    'Q\nA. 1\nB. 2\n'.repeat(900),
  ]) {
    const form = readForm(text);
    expect(form).toHaveLength(FORM_COLUMNS);
    expect(form.every(Number.isFinite)).toBe(true);
  }
});

it('tells a question from the options it offers, and prose from sums', () => {
  const choice = readForm('Which river is longest?\nA. Nile\nB. Rhine\nC. Seine');
  const prose = readForm('Which river is longest? Nile, Rhine or Seine');
  const sum = readForm('What is 12 * (3 + 4)?\n1) 84\n2) 19');
  const differs = (a: readonly number[], b: readonly number[]) =>
    a.filter((value, at) => value !== b[at]).length;
  expect(differs(choice, prose)).toBeGreaterThan(8);
  expect(differs(choice, sum)).toBeGreaterThan(12);
});

it('tells what options have in common with each other and with the question', () => {
  const [alike, said, spread, once, others] = readOverlap('Is the Nile or the Rhine longer?', [
    'the Nile',
    'the Rhine',
    'none of the above',
  ]);
  expect(alike).toBeCloseTo((1 / 3 + 1 / 5 + 1 / 5) / 3, 9);
  expect(said).toBeCloseTo((1 + 1 + 1 / 4) / 3, 9);
  expect(spread).toBeCloseTo(Math.sqrt((2 * 0.25 ** 2 + 0.5 ** 2) / 3), 9);
  expect(once).toBeCloseTo(6 / 7, 9);
  expect(others).toBe(1);
  expect(readOverlap('', [])).toEqual([0, 0, 0, 0, 0]);
});
