import { existsSync } from 'node:fs';

// The dashboard reads the same file by itself; what is set already wins in both.
if (existsSync('.env')) process.loadEnvFile('.env');

const { start } = await import('./lib/boot/start');
await start({ dev: process.argv.includes('--dev') });
