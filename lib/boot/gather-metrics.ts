import type { ChildProcess } from 'node:child_process';
import { TELL_WITHIN_MS, toldMessage, wantedMessage } from '@/lib/telemetry/metrics/exchange-metrics';

interface Round {
  told: unknown[];
  /** Names of those that have not answered yet, by process. */
  open: Map<ChildProcess, string>;
  end(): void;
}

/** Lets any process that this one has started ask for the metrics of all others. */
export class MetricsExchange {
  private readonly children = new Map<ChildProcess, string>();
  private readonly rounds = new Map<number, Round>();
  private lastId = 0;

  constructor(private readonly withinMs = TELL_WITHIN_MS) {}

  add(name: string, child: ChildProcess): void {
    this.children.set(child, name);
    child.once('exit', () => this.gone(child));
    child.on('message', (message) => {
      const wanted = wantedMessage.safeParse(message);
      if (wanted.success) this.ask(child, wanted.data.id);
      const told = toldMessage.safeParse(message);
      if (told.success) this.told(child, told.data);
    });
  }

  private ask(asker: ChildProcess, wantedId: number): void {
    const id = (this.lastId += 1);
    const round: Round = {
      told: [],
      open: new Map([...this.children].filter(([child]) => child !== asker && child.connected)),
      end: () => {
        clearTimeout(late);
        if (!this.rounds.delete(id)) return;
        const silent = [...round.open.values()];
        send(asker, { type: 'metrics-gathered', id: wantedId, told: round.told, silent });
      },
    };
    const late = setTimeout(round.end, this.withinMs);
    this.rounds.set(id, round);
    for (const child of round.open.keys()) send(child, { type: 'metrics-ask', id });
    if (round.open.size === 0) round.end();
  }

  private told(child: ChildProcess, { id, families }: { id: number; families: unknown }): void {
    const round = this.rounds.get(id);
    if (round?.open.delete(child) !== true) return;
    round.told.push(families);
    if (round.open.size === 0) round.end();
  }

  private gone(child: ChildProcess): void {
    this.children.delete(child);
    for (const round of [...this.rounds.values()])
      if (round.open.delete(child) && round.open.size === 0) round.end();
  }
}

/** One that ends in this moment is told nothing. */
function send(child: ChildProcess, message: object): void {
  if (child.connected) child.send(message, () => undefined);
}
