import { existsSync } from 'node:fs';
import { nodeProblem } from './lib/boot/check-node';

// Asked before anything else is loaded: an old Node would fail inside some dependency with a page of its own.
const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

// The dashboard reads the same file by itself; what is set already wins in both.
if (existsSync('.env')) process.loadEnvFile('.env');

const { start } = await import('./lib/boot/start');
await start({ dev: process.argv.includes('--dev') });
