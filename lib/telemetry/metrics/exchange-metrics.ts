import { z } from 'zod';
import { type Family, gauge } from './family';
import { mergeFamilies } from './merge-families';
import { metricsText } from './metrics-text';
import { UPTIME } from './process-metrics';

/** A process that has not answered by then is left out, ms. */
export const TELL_WITHIN_MS = 1_000;
/** The one in between needs a moment of its own. */
const WAIT_MS = TELL_WITHIN_MS + 500;

const labels = z.record(z.string(), z.string());
const families = z.array(
  z.object({
    name: z.string(),
    help: z.string(),
    kind: z.enum(['counter', 'gauge', 'histogram']),
    merge: z.enum(['sum', 'max']),
    samples: z.array(
      z.object({ suffix: z.enum(['_bucket', '_sum', '_count']).optional(), labels, value: z.number() }),
    ),
  }),
);
/** The supervisor asks a process; it answers with the same id. */
const askMessage = z.object({ type: z.literal('metrics-ask'), id: z.number() });
export const toldMessage = z.object({ type: z.literal('metrics-told'), id: z.number(), families });
/** A gateway wants those of all others; it gets what was told, and the names of those that were silent. */
export const wantedMessage = z.object({ type: z.literal('metrics-wanted'), id: z.number() });
const gatheredMessage = z.object({
  type: z.literal('metrics-gathered'),
  id: z.number(),
  told: z.array(families),
  silent: z.array(z.string()),
});

/** How a process reaches the one that started it. */
export interface ParentChannel {
  /** False: nobody is there. */
  send(message: object): boolean;
  onMessage(listener: (message: unknown) => void): void;
}

/** Answers the supervisor when it asks for this process's metrics. */
export function tellMetrics(own: () => Family[] | Promise<Family[]>, channel: ParentChannel): void {
  channel.onMessage((message) => {
    const asked = askMessage.safeParse(message);
    if (!asked.success) return;
    const { id } = asked.data;
    void Promise.resolve()
      .then(own)
      .catch((): Family[] => [])
      .then((told) => channel.send({ type: 'metrics-told', id, families: told }));
  });
}

/** Asks for the metrics of all processes of this machine. The text of all that came, and who was silent. */
export class MetricsReader {
  private lastId = 0;
  private readonly waiting = new Map<number, (gathered: z.infer<typeof gatheredMessage>) => void>();

  constructor(
    private readonly own: () => Family[],
    private readonly channel: ParentChannel,
  ) {
    channel.onMessage((message) => {
      const gathered = gatheredMessage.safeParse(message);
      if (gathered.success) this.waiting.get(gathered.data.id)?.(gathered.data);
    });
  }

  async text(): Promise<string> {
    const { told, silent } = await this.gather();
    const answered = gauge('tollgate_processes', 'Processes of this machine, by whether they answered.', [
      { labels: { answered: 'true' }, value: told.length + 1 },
      { labels: { answered: 'false' }, value: silent.length },
    ]);
    const said = silent.map(
      (name) => `# left out: ${name} did not answer within ${TELL_WITHIN_MS / 1_000} s\n`,
    );
    return said.join('') + metricsText(mergeFamilies([this.own(), ...told, [answered]]));
  }

  /** Names of the processes that answer now. */
  async processes(): Promise<ReadonlySet<string>> {
    const { told } = await this.gather();
    const uptimes = told.flat().filter(({ name }) => name === UPTIME);
    return new Set(uptimes.flatMap(({ samples }) => samples.map(({ labels }) => labels['process'] ?? '')));
  }

  private gather(): Promise<{ told: Family[][]; silent: string[] }> {
    const id = (this.lastId += 1);
    return new Promise((resolve) => {
      const end = (gathered: { told: Family[][]; silent: string[] }) => {
        clearTimeout(late);
        this.waiting.delete(id);
        resolve(gathered);
      };
      const late = setTimeout(() => end({ told: [], silent: ['the supervisor'] }), WAIT_MS);
      this.waiting.set(id, end);
      if (!this.channel.send({ type: 'metrics-wanted', id })) end({ told: [], silent: [] });
    });
  }
}
