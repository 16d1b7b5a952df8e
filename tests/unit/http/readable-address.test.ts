import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableAddress } from '@/lib/http/readable-address';

test.each([
  ['/requests/%FF%FE', '/requests/%EF%BF%BD%EF%BF%BD'],
  ['/requests/a%00b', '/requests/a%EF%BF%BDb'],
  ['/requests/%', '/requests/%25'],
  ['/requests/%zz?q=100%', '/requests/%25zz?q=100%25'],
  ['/spend?model=%ED%A0%80&by=%00', '/spend?model=%EF%BF%BD%EF%BF%BD%EF%BF%BD&by=%EF%BF%BD'],
  ['/spend?tag=%C3%A9%26&by=%00', '/spend?tag=%C3%A9%26&by=%EF%BF%BD'],
  ['/api/v1/keys/%FF?name=%00', '/api/v1/keys/%EF%BF%BD?name=%00'],
])('%s is read as %s', (address, read) => {
  expect(readableAddress(address)).toBe(read);
});

test('an address that is text stays as it is, to the letter', () => {
  for (const address of ['/', '/requests/req_1?q=a%2Fb+c%20d&x=%E2%82%AC#%41', '/?a=b&a=c'])
    expect(readableAddress(address)).toBe(address);
});

test('whatever is sent can be decoded, part by part, and holds no NUL', () => {
  const escape = fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
  const part = fc.oneof(escape, fc.constantFrom('%', '/', '?', '&', '=', 'a', '%4', '%00'));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      for (const piece of readableAddress(parts.join('')).split(/[/?&=]/))
        expect(decodeURIComponent(piece)).not.toContain('\0');
    }),
  );
});
