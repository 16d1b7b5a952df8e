export interface RedisNode {
  host: string;
  port: number;
  username: string | undefined;
  password: string | undefined;
  db: number;
  isTls: boolean;
}

export interface RedisSettings {
  nodes: readonly [RedisNode, ...RedisNode[]];
  isCluster: boolean;
  /** Before each of our names, so that two Tollgates can share a server. */
  prefix: string;
}

interface RedisEnv {
  REDIS_URL?: string | undefined;
  REDIS_CLUSTER: 'on' | 'off';
  TOLLGATE_REDIS_PREFIX: string;
}

/** `redis://` or `rediss://`, several separated by commas. Undefined for anything else: what it holds is never repeated. */
export function parseRedisUrls(text: string): readonly [RedisNode, ...RedisNode[]] | undefined {
  const [first, ...rest] = text.split(',').map((url) => parseNode(url.trim()));
  if (first === undefined) return undefined;
  const others: RedisNode[] = [];
  for (const node of rest) {
    if (node === undefined) return undefined;
    others.push(node);
  }
  return [first, ...others];
}

/** Undefined: this Tollgate has no Redis, and each process its own limits, as it was. */
export function redisSettings(env: RedisEnv): RedisSettings | undefined {
  const nodes = env.REDIS_URL === undefined ? undefined : parseRedisUrls(env.REDIS_URL);
  if (nodes === undefined) return undefined;
  return {
    nodes,
    isCluster: env.REDIS_CLUSTER === 'on' || nodes.length > 1,
    prefix: env.TOLLGATE_REDIS_PREFIX,
  };
}

function parseNode(text: string): RedisNode | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const db = Number(url?.pathname.slice(1) ?? '');
  if (url === undefined || url.hostname === '' || !Number.isInteger(db)) return undefined;
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') return undefined;
  const { username, password } = url;
  return {
    // IPv6 addresses stand in brackets in a URL, and nowhere else.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 6379 : Number(url.port),
    username: username === '' ? undefined : decodeURIComponent(username),
    password: password === '' ? undefined : decodeURIComponent(password),
    db,
    isTls: url.protocol === 'rediss:',
  };
}
