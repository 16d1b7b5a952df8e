import { expect, test } from 'vitest';
import { clientAddress } from '@/lib/users/client-address';

test('a client cannot choose its address: what it sent before our own entry is not read', () => {
  expect(clientAddress({ 'x-forwarded-for': '1.1.1.1, 10.0.0.7' })).toBe('10.0.0.7');
  expect(clientAddress(new Headers({ 'x-forwarded-for': '203.0.113.9' }))).toBe('203.0.113.9');
});

test('without the header all share one limit', () => {
  expect(clientAddress({})).toBe('unknown');
});
