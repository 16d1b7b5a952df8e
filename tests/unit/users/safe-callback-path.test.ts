import { expect, test } from 'vitest';
import { safeCallbackPath } from '@/lib/users/safe-callback-path';

test.each(['/requests', '/requests?model=a%2Fb&range=7d', '/overview'])(
  'keeps a path of this site: %s',
  (path) => {
    expect(safeCallbackPath(path)).toBe(path);
  },
);

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/a\\..\\evil',
  '/..//evil.example',
  'javascript:alert(1)',
  '/\tevil',
  '/a\nb',
  ' /requests',
  '',
  undefined,
  null,
  42,
  ['/requests'],
  `/${'a'.repeat(3_000)}`,
])('sends anything else to the overview: %s', (wanted) => {
  expect(safeCallbackPath(wanted)).toBe('/overview');
});
