import { expect, test } from 'vitest';
import { assignStyles, seriesStyle } from '@/components/charts/series-style';

const names = Array.from({ length: 30 }, (_, index) => `model-${index}`);

test('the first twelve names differ in colour, and no two of thirty look alike', () => {
  const styles = [...assignStyles(names).values()];
  expect(new Set(styles.slice(0, 12).map((style) => style.colour)).size).toBe(12);
  expect(new Set(styles.map((style) => `${style.colour} ${style.pattern}`)).size).toBe(30);
});

test('a name that is added changes nobody else', () => {
  const before = assignStyles(names.slice(0, 20));
  const after = assignStyles(names);
  for (const [name, style] of before) expect(after.get(name)).toEqual(style);
});

test('a name without a list has one style for ever', () => {
  expect(seriesStyle('gpt-4.1')).toEqual(seriesStyle('gpt-4.1'));
});
