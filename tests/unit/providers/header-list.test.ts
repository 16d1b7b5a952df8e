import { expect, it } from 'vitest';
import { setHeader, toHeaderList } from '@/lib/providers/header-list';

it('names and values stand in turns, in the order that they were given', () => {
  expect(toHeaderList({ accept: 'application/json', 'user-agent': 'tollgate' })).toEqual([
    'accept',
    'application/json',
    'user-agent',
    'tollgate',
  ]);
});

it('a header takes the place of one of its name, and never of a value that reads like it', () => {
  const headers = ['x-note', 'accept', 'accept', 'text/plain'];
  setHeader(headers, 'accept', 'application/json');
  setHeader(headers, 'traceparent', '00-1');
  expect(headers).toEqual(['x-note', 'accept', 'accept', 'application/json', 'traceparent', '00-1']);
});
