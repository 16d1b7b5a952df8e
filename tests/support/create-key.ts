import type { RunningTollgate } from './start-tollgate';

/** Makes a key in the workspace `main`; resolves when every gateway process knows it (new connections go to them in turn). */
export async function createTestKey(tollgate: RunningTollgate, value: string): Promise<void> {
  const made = await fetch(`${tollgate.url}/api/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tollgate.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'load', name: 'Load', workspace: 'main', value }),
  });
  if (!made.ok) throw new Error(`no key: ${made.status} ${await made.text()}`);
  const headers = { authorization: `Bearer ${value}`, connection: 'close' };
  const knownTo = async () => {
    const asked = Array.from({ length: 20 }, () => fetch(`${tollgate.url}/v1/models`, { headers }));
    return (await Promise.all(asked)).every(({ ok }) => ok);
  };
  for (let tries = 0; !(await knownTo()); tries += 1) {
    if (tries === 100) throw new Error('the key is not known to every gateway');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
