import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatBody } from '@/lib/playground/chat-body';
import { LANGUAGES } from '@/lib/playground/code/languages';
import { pythonLiteral } from '@/lib/playground/code/python-literal';
import { promptSchema } from '@/lib/playground/schemas';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { simulatorForTests } from '../simulator/start-for-test';
import { KEYS, simulatedConfig } from '../gateway/simulated-config';

const NASTY = 'It\'s "quoted" \\ $HOME `id` $(id) %s {0}\nJSON\nđược 🙂 \u2028 \'\'\' """';
const HOW: Record<string, { file: string; run: string[] }> = {
  cURL: { file: 'code.sh', run: ['sh'] },
  Python: { file: 'code.py', run: ['python3'] },
  TypeScript: { file: 'code.mts', run: [process.execPath, '--import', import.meta.resolve('tsx')] },
};
const NEEDS: Record<string, string> = { cURL: 'curl', Python: 'python3' };

function isHere(command: string | undefined): boolean {
  try {
    if (command !== undefined) execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function run([command = '', ...given]: string[], file: string): Promise<string> {
  const env = { ...process.env, TOLLGATE_API_KEY: TEST_KEY, NO_PROXY: '*', no_proxy: '*' };
  const options = { env, timeout: 60_000, cwd: path.dirname(file) };
  return new Promise((resolve, reject) => {
    execFile(command, [...given, file], options, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${error.message}\n${stderr}\n${stdout}`)),
    );
  });
}

describe('code', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'playground-code-'));
  const simulator = simulatorForTests();
  let gateway: GatewayFixture;
  beforeAll(async () => {
    process.env['TEST_SIM_KEY'] = 'sim-test-key';
    symlinkSync(path.resolve('node_modules'), path.join(directory, 'node_modules'));
    gateway = await startGateway(snapshotOf(simulatedConfig(simulator.url, 'http://127.0.0.1:1/v1'), KEYS));
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(directory, { recursive: true });
  });

  for (const { name, write } of LANGUAGES)
    test.skipIf(!isHere(NEEDS[name]))(
      `in ${name} runs as it is shown, whatever the prompt holds, and prints the answer`,
      { timeout: 90_000 },
      async () => {
        const how = HOW[name];
        if (how === undefined) throw new Error(`no way to run ${name}`);
        const prompt = promptSchema.parse({
          system: NASTY,
          messages: [{ role: 'user', text: NASTY }],
          parameters: { maxTokens: 20, temperature: 0 },
          tools:
            '[{"type":"function","function":{"name":"f","parameters":{"type":"object"},"strict":false}}]',
        });
        const file = path.join(directory, how.file);
        writeFileSync(file, write(gateway.url, chatBody(prompt, 'fast', { stream: false })));
        const before = gateway.completions().length;
        const printed = await run(how.run, file);
        expect(printed.trim()).not.toBe('');
        expect(gateway.completions().slice(before)).toMatchObject([
          { outcome: 'success', request: { requestedModel: 'fast' } },
        ]);
        const [entry] = (await simulator.ledger()).slice(-1);
        expect(entry).toBeDefined();
      },
    );

  test.skipIf(!isHere('python3'))('a literal of Python is the value that it was made of', async () => {
    const values = fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 100, seed: 7 });
    const file = path.join(directory, 'literal.py');
    const lines = values.map((value) => `print(json.dumps(${pythonLiteral(value)}))`);
    writeFileSync(file, ['import json', ...lines].join('\n'));
    const printed = (await run(['python3'], file)).trim().split('\n');
    expect(printed.map((line): unknown => JSON.parse(line))).toEqual(values);
  });
});
