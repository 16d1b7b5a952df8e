/**
 * `npm run test:image`: the Dockerfile's own commands, without a container engine. What `COPY` would take is copied into a
 * scratch folder, each `RUN` of the build stage is run there, all of it is made read-only, and the `CMD` is started as the
 * image's user (when this is run by root) with a volume of its own; its health is asked, and SIGTERM ends it with 0.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/boot/free-port';
import { OutputOf } from '../support/output-of';
import { readStages } from '../unit/deploy/dockerfile';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const [build, image] = readStages();
if (build === undefined || image === undefined) throw new Error('the Dockerfile has two stages');
const textOf = (name: string) =>
  image.instructions.find((instruction) => instruction.name === name)?.text ?? '';

/** As a pattern of .dockerignore without slashes does: by name at the top. */
const ignored = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));
const isCopied = (file: string) => {
  const relative = path.relative('.', file);
  return relative === '' || !ignored.some((pattern) => pattern.test(relative));
};

const root = mkdtempSync(path.join(tmpdir(), 'tollgate-image-'));
const app = path.join(root, 'app');
const data = path.join(root, 'data');
let failed: boolean;
try {
  chmodSync(root, 0o755);
  mkdirSync(app);
  const plain = {
    NODE_ENV: 'production' as const,
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NEXT_TELEMETRY_DISABLED: '1',
  };
  for (const { name, text } of build.instructions) {
    if (name === 'COPY') {
      const parts = text.split(/\s+/);
      for (const source of parts.slice(0, -1))
        cpSync(source, path.join(app, source), { recursive: true, filter: isCopied });
    }
    if (name === 'RUN') {
      say(`RUN ${text}`);
      execFileSync('env', ['-u', 'NODE_ENV', 'sh', '-c', text], { cwd: app, env: plain, stdio: 'inherit' });
    }
  }
  execFileSync('chmod', ['-R', 'a+rX,a-w', app]);
  mkdirSync(data, { mode: 0o700 });
  const [uid = 0, gid = 0] = textOf('USER').split(':').map(Number);
  const account = process.getuid?.() === 0 ? { uid, gid } : {};
  if (process.getuid?.() === 0) chownSync(data, uid, gid);
  const port = await freePort('127.0.0.1');
  const env = {
    ...{ PATH: process.env['PATH'], NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' },
    ...{ PORT: String(port), TOLLGATE_DATA_DIR: data, TOLLGATE_WORKERS: '1', HOME: '/nonexistent' },
  };
  const [command = '', ...args] = JSON.parse(textOf('CMD')) as string[];
  const child = spawn(command, args, { cwd: app, env, ...account, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = new OutputOf(child);
  await output.until(/Tollgate is ready/, 240_000);
  say('started from a read-only folder');
  const [, probe = ''] = /CMD (\[.*\])/.exec(textOf('HEALTHCHECK')) ?? [];
  const [asks = '', ...file] = JSON.parse(probe) as string[];
  execFileSync(asks, file, { cwd: app, env, ...account });
  const page = await fetch(`http://127.0.0.1:${port}/sign-in`);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const code = await ended;
  const left = existsSync(path.join(app, '.tollgate'));
  failed = page.status !== 200 || code !== 0 || left;
  say(`health answered, /sign-in ${page.status}, SIGTERM ended it with ${code}`);
  const troubles = output.text.split('\n').filter((line) => /EROFS|EACCES|EPERM|read-only/i.test(line));
  for (const line of troubles) say(`! ${line}`);
  failed ||= troubles.length > 0;
} finally {
  execFileSync('chmod', ['-R', 'u+w', app]);
  rmSync(root, { recursive: true, force: true });
}
say(failed ? 'Something is off.' : 'The image would run.');
process.exit(failed ? 1 : 0);
