import { describe, expect, it } from 'vitest';
import {
  followRemoval,
  followRename,
  type Followed,
} from '@/app/(dashboard)/simulate/_components/follow-classes';

const line = (name: string | undefined, model: string) => ({
  ...(name === undefined ? {} : { class: name }),
  model,
  percent: '100',
});
const start = (mix: ReturnType<typeof line>[]): Followed => ({
  known: ['chat', 'code'],
  scenarios: [{ name: 's', mix }],
});
const classesOf = ({ scenarios }: Followed) => scenarios[0]?.mix.map((one) => one.class);

describe('the lines of a mix', () => {
  it('follow the name of their class letter by letter, also past that of another one', () => {
    let now = start([line('chat', 'a'), line('code', 'b'), line(undefined, 'c')]);
    for (const typed of ['cod', 'cha', 'chat', 'chatt', 'chats']) now = followRename(now, ['chat', typed], 1);
    expect(classesOf(now)).toEqual(['chat', 'chats', undefined]);
    expect(now.known).toEqual(['chat', 'chats']);
  });

  it('wait while a name is empty', () => {
    let now = start([line('code', 'b')]);
    for (const typed of ['c', '', 'd']) now = followRename(now, ['chat', typed], 1);
    expect(classesOf(now)).toEqual(['d']);
  });

  it('go with their class, and what is left of a mix of nothing else is for all', () => {
    const both = followRemoval(start([line('chat', 'a'), line('code', 'b')]), 0);
    expect([classesOf(both), both.known]).toEqual([['code'], ['code']]);
    const alone = followRemoval(start([line('chat', 'a'), line('chat', 'b')]), 0);
    expect(alone.scenarios[0]?.mix).toEqual([
      { model: 'a', percent: '100' },
      { model: 'b', percent: '100' },
    ]);
  });
});
