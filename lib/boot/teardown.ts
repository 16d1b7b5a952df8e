import { logger } from '@/lib/logger';

/** What was started, to be stopped in the opposite order. */
export class Teardown {
  private readonly stops: { name: string; stop: () => Promise<void> | void }[] = [];

  add(name: string, stop: () => Promise<void> | void): void {
    this.stops.push({ name, stop });
  }

  /** Stops everything; one that fails is logged and does not keep the others running. */
  async run(): Promise<void> {
    for (const { name, stop } of this.stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (err) {
        logger.error({ err, name }, 'could not be stopped');
      }
    }
  }
}
