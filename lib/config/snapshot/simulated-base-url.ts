/**
 * Host that stands for "our own simulator, wherever it listens today". Names under `.localhost` never leave a
 * machine (RFC 6761), so that a provider with this host can reach nobody else.
 *
 * Why resolved when a snapshot is compiled: the simulator may take another port at each start. A version
 * published for that would fill the history with changes nobody made, and would differ between two machines that
 * share a database. So the document keeps this host, and each process puts its own `TOLLGATE_SIMULATOR_URL` there.
 */
export const SIMULATOR_HOST = 'simulator.localhost';

/** The base URL to call; undefined when it means the simulator and none runs. Other hosts stay as they are. */
export function simulatedBaseUrl(baseUrl: string, simulatorUrl: string | undefined): string | undefined {
  const url = new URL(baseUrl);
  if (url.hostname !== SIMULATOR_HOST) return baseUrl;
  if (simulatorUrl === undefined || simulatorUrl === '') return undefined;
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${new URL(simulatorUrl).origin}${path}`;
}
