import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStages } from './dockerfile';

const stages = readStages();
const last = stages.at(-1);
const texts = (name: string) =>
  last?.instructions.filter((instruction) => instruction.name === name).map(({ text }) => text) ?? [];
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
  .scripts;
const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);

describe('the image', () => {
  it('copies what is there, from stages that are there', () => {
    for (const [index, { instructions }] of stages.entries())
      for (const { text } of instructions.filter(({ name }) => name === 'COPY')) {
        const [, from] = /--from=(\S+)/.exec(text) ?? [];
        const sources = text
          .split(/\s+/)
          .filter((part) => !part.startsWith('--'))
          .slice(0, -1);
        if (from !== undefined) expect(stages.slice(0, index).map(({ as }) => as)).toContain(from);
        else for (const source of sources) expect([source, existsSync(source)]).toEqual([source, true]);
      }
  });

  it('leaves at home what must not be in it, and nothing that its commands need', () => {
    for (const name of ['.git', '.env*', '.tollgate', 'node_modules', 'lib/generated'])
      expect(ignored).toContain(name);
    for (const name of ['app', 'components', 'lib', 'prisma', 'scripts', 'server.ts'])
      expect(ignored).not.toContain(name);
  });

  it('runs scripts that exist, and installs by the lock without the scripts of packages', () => {
    const commands = stages.flatMap(({ instructions }) =>
      instructions.filter(({ name }) => name === 'RUN').map(({ text }) => text),
    );
    for (const [, script = ''] of commands.join('\n').matchAll(/npm run (\S+)/g))
      expect(scripts).toHaveProperty(script);
    expect(commands[0]).toBe('npm ci --ignore-scripts');
    expect(commands.join('\n')).not.toMatch(/npm install|curl|wget|apt-get/);
  });

  it('is not root, keeps its data in one volume, and node itself gets SIGTERM', () => {
    expect(texts('USER')).toEqual(['1000:1000']);
    expect(texts('VOLUME')).toEqual(['/data']);
    expect(texts('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(texts('ENV').join(' ')).toContain('TOLLGATE_DATA_DIR=/data');
    // As `npm start` does, but for the shell.
    const command = JSON.parse(texts('CMD')[0] ?? '[]') as string[];
    expect(scripts['start']).toMatch(new RegExp(`exec ${command.join(' ')}$`));
  });

  it('has its health asked by a file that is there', () => {
    const [, file = ''] = /CMD \["node", "([^"]+)"\]/.exec(texts('HEALTHCHECK')[0] ?? '') ?? [];
    expect(existsSync(file)).toBe(true);
  });

  it('takes no base by `latest`', () => {
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/ARG NODE_IMAGE=\S+:\d\S+\n/);
    for (const { from } of stages) expect(from).toBe('${NODE_IMAGE}');
  });
});
