import { expect, it } from 'vitest';
import { sideBySide } from '@/lib/config/versions/side-by-side';

const was = { id: 'team', limitUsd: '10', scope: { kind: 'team', value: 'web' }, alertPercents: [50, 100] };

it('sets only fields side by side on which theirs and yours differ, deep ones by their path', () => {
  const theirs = { ...was, limitUsd: '20', alertPercents: [80] };
  const yours = { ...was, scope: { kind: 'team', value: 'app' }, alertPercents: [80] };
  expect(sideBySide(was, theirs, yours)).toEqual([
    // Yours never meant to touch it: that publishing it takes theirs back is to be seen.
    { field: 'limitUsd', was: '10', theirs: '20', yours: '10' },
    { field: 'scope.value', was: 'web', theirs: 'web', yours: 'app' },
  ]);
});

it('leaves a side out where there is nothing', () => {
  const kept = { id: 'team', limitUsd: '10' };
  expect(sideBySide(kept, undefined, { id: 'team', mode: 'hard' })).toEqual([
    { field: 'id', was: 'team', yours: 'team' },
    { field: 'mode', yours: 'hard' },
  ]);
  expect(sideBySide(was, undefined, undefined)).toEqual([]);
  expect(sideBySide(undefined, was, was)).toEqual([]);
});
