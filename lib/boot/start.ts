import { env, InvalidEnvError } from '@/lib/env';
import { boot } from './boot';
import { BootError } from './boot-error';
import { formatSeconds, stepper, StoppedError } from './steps';
import { stopSignal, whenAborted } from './stop-signal';
import { Teardown } from './teardown';

/** Runs Tollgate until it is told to stop, then ends the process: 0 after a stop, 1 after a failure. */
export async function start({ dev }: { dev: boolean }): Promise<never> {
  const startedAt = performance.now();
  const signal = stopSignal();
  const teardown = new Teardown();
  const code = await serve(dev, signal, teardown, startedAt).catch(report);
  await teardown.run();
  if (code === 0) console.log('Stopped.');
  process.exit(code);
}

async function serve(dev: boolean, signal: AbortSignal, teardown: Teardown, startedAt: number): Promise<0> {
  const address = await boot({ dev, signal, step: stepper(signal), teardown });
  const isNew = new URL(address).pathname === '/setup';
  console.log(
    `\nTollgate is ready after ${formatSeconds(performance.now() - startedAt)}: ${new URL(address).origin}`,
  );
  if (isNew) console.log(`Set it up once, within 24 hours: ${address}`);
  await whenAborted(signal);
  console.log(`\nStopping: requests in flight may end, for up to ${formatSeconds(env().TOLLGATE_GRACE_MS)}.`);
  return 0;
}

/** One line for what the operator can put right; the stack for what is our mistake. */
function report(error: unknown): 0 | 1 {
  if (error instanceof StoppedError) return 0;
  const isExpected = error instanceof BootError || error instanceof InvalidEnvError;
  console.error(isExpected ? error.message : error);
  return 1;
}
