import { expect, it } from 'vitest';
import { InvalidEnvError, readEnv } from '@/lib/env';
import { parseRedisUrls, redisSettings } from '@/lib/fleet/redis-settings';

it('an address names host, port, user, password and number of the database', () => {
  expect(parseRedisUrls('rediss://me:p%40ss@redis.example.com:6380/2')).toEqual([
    {
      ...{ host: 'redis.example.com', port: 6380, username: 'me', password: 'p@ss' },
      ...{ db: 2, isTls: true },
    },
  ]);
  expect(parseRedisUrls('redis://[::1]')).toMatchObject([{ host: '::1', port: 6379, db: 0, isTls: false }]);
});

it('several nodes are a cluster, one is when it is said', () => {
  const of = (REDIS_URL: string, REDIS_CLUSTER: string = '') =>
    redisSettings(readEnv({ REDIS_URL, REDIS_CLUSTER }));
  expect(of('redis://a:1,redis://b:2')).toMatchObject({
    isCluster: true,
    nodes: [{ host: 'a' }, { host: 'b' }],
  });
  expect(of('redis://a:1', '1')).toMatchObject({ isCluster: true });
  expect(of('redis://a:1', 'on')).toMatchObject({ isCluster: true });
  expect(of('redis://a:1')).toMatchObject({ isCluster: false, prefix: 'tollgate' });
});

it('without an address there is nothing', () => {
  expect(redisSettings(readEnv({}))).toBeUndefined();
  expect(redisSettings(readEnv({ REDIS_URL: '' }))).toBeUndefined();
});

it.each(['http://a', 'redis://', 'redis://a:1,nonsense', 'a:6379', 'redis://:secret-word@a/x'])(
  'a wrong address is refused by the name of its variable, and not repeated: %s',
  (REDIS_URL) => {
    expect(() => readEnv({ REDIS_URL })).toThrow(InvalidEnvError);
    expect(() => readEnv({ REDIS_URL })).toThrow(/REDIS_URL: must read redis:/);
    expect(() => readEnv({ REDIS_URL })).not.toThrow(/secret-word/);
  },
);
