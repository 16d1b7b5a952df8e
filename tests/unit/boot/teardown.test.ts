import { expect, it } from 'vitest';
import { Teardown } from '@/lib/boot/teardown';

it('stops in the opposite order, all of it, once, whatever fails', async () => {
  const stopped: string[] = [];
  const teardown = new Teardown();
  teardown.add('database', () => void stopped.push('database'));
  teardown.add('worker', () => Promise.reject(new Error('a failing stop, part of this test')));
  teardown.add('gateway', () => void stopped.push('gateway'));
  await teardown.run();
  await teardown.run();
  expect(stopped).toEqual(['gateway', 'database']);
});
