import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/**
 * What lies between the product and its database. `ms`: how long each answer is held back. `hold`: whatever is sent is
 * swallowed and never answered, as by a cable that was pulled. `refuse`: connections are broken, and new ones with them.
 * `full`: the same, and new ones are told that there are too many.
 */
export type Weather =
  { kind: 'clear' } | { kind: 'slow'; ms: number } | { kind: 'hold' } | { kind: 'refuse' } | { kind: 'full' };

/** What PostgreSQL says when `max_connections` are taken. */
const TOO_MANY = errorResponse({ S: 'FATAL', V: 'FATAL', C: '53300', M: 'sorry, too many clients already' });

/** A message of PostgreSQL's protocol 3: `E`, its length, fields of a letter and a text each. */
function errorResponse(fields: Record<string, string>): Buffer {
  const text = Object.entries(fields).map(([letter, value]) => `${letter}${value}\0`);
  const body = Buffer.from(`${text.join('')}\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A way to a PostgreSQL server that can be slowed, stopped and broken while it is in use. */
export class DatabaseProxy {
  /** Connections that were made through it, from its start. */
  connections = 0;
  private weather: Weather = { kind: 'clear' };
  private lastMs = 0;
  private readonly open = new Set<Socket>();
  private readonly server: net.Server;

  private constructor(private readonly target: URL) {
    this.server = net.createServer((client) => this.accept(client));
  }

  static async to(databaseUrl: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(new URL(databaseUrl));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  /** The same database, by way of this proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  get openConnections(): number {
    return this.open.size / 2;
  }

  /** From now on. What was held back before comes when its time is over; what was swallowed is lost with its connection. */
  become(weather: Weather): void {
    const wasHolding = this.weather.kind === 'hold';
    this.weather = weather;
    if (weather.kind === 'slow') this.lastMs = weather.ms;
    if (weather.kind === 'refuse' || weather.kind === 'full' || wasHolding) this.breakAll();
  }

  async close(): Promise<void> {
    this.breakAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private breakAll(): void {
    for (const socket of this.open) socket.resetAndDestroy();
  }

  private accept(client: Socket): void {
    client.on('error', () => undefined);
    if (this.weather.kind === 'full') {
      client.once('data', () => client.end(TOO_MANY));
      return;
    }
    if (this.weather.kind === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    this.connections += 1;
    const upstream = net.connect(Number(this.target.port || 5432), this.target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.open.add(from);
      from.on('error', () => undefined);
      from.once('close', () => {
        this.open.delete(from);
        to.destroy();
      });
    }
    client.on('data', (bytes) => void (this.weather.kind !== 'hold' && upstream.write(bytes)));
    const held: Buffer[] = [];
    upstream.on('data', (bytes) => this.answer(bytes, client, held));
  }

  /** In their order, also where the weather cleared up meanwhile. */
  private answer(bytes: Buffer, client: Socket, held: Buffer[]): void {
    if (this.weather.kind === 'hold') return;
    if (this.weather.kind !== 'slow' && held.length === 0) {
      client.write(bytes);
      return;
    }
    held.push(bytes);
    const flush = () => {
      const next = held.shift();
      if (next !== undefined && client.writable) client.write(next);
    };
    setTimeout(flush, this.weather.kind === 'slow' ? this.weather.ms : this.lastMs);
  }
}
