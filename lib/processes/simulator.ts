import { logger } from '@/lib/logger';
import { keepPort, lastPort } from '@/lib/simulator/kept-port';
import { readSettings, type SimulatorSettings } from '@/lib/simulator/settings';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';

/** Port 0 means the one of the last run if it is free, else any. */
async function startOnKeptPort(settings: SimulatorSettings): Promise<RunningSimulator> {
  const { port, dataDir, ledgerPath, latencyFactor, seed } = settings;
  const options = { ledgerPath, latencyFactor, seed };
  if (port !== 0) return startSimulator({ ...options, port });
  const simulator = await startSimulator({ ...options, port: lastPort(dataDir) }).catch((thrown: unknown) => {
    logger.info({ err: thrown }, 'the simulator takes another port');
    return startSimulator({ ...options, port: 0 });
  });
  keepPort(dataDir, simulator.port);
  return simulator;
}

async function main(): Promise<void> {
  const simulator = await startOnKeptPort(readSettings());
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  // Ctrl-C reaches the whole process group: under a supervisor, that one decides.
  process.on('SIGINT', process.send ? () => undefined : stop);
  process.send?.({ type: 'ready', port: simulator.port });
  logger.info({ url: simulator.url }, 'simulator listens');
}

// The supervisor died: nobody is left to stop this process.
process.once('disconnect', () => process.exit(0));

main().catch((thrown: unknown) => {
  logger.fatal({ err: thrown }, 'the simulator cannot start');
  process.exit(1);
});
