import { expect, test } from 'vitest';
import { playgroundTag } from '@/lib/playground/playground-tag';

test('who asks is told in a header, whatever their name is written in', () => {
  for (const email of [
    'ada@example.com (тест)',
    'ada@example.com (夜间)',
    'a\nb@example.com',
    'a=b,c@example.com',
  ]) {
    const tag = playgroundTag({ email });
    expect(new Headers({ 'x-tollgate-tags': tag }).get('x-tollgate-tags')).toBe(tag);
    expect(tag.split(/[,=]/)).toHaveLength(2);
  }
  expect(playgroundTag({ email: 'ada@example.com' })).toBe('playground=ada@example.com');
});
