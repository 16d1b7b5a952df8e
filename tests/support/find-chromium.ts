import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Flags for a browser that tests drive: nothing in the background; root has no sandbox. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real Chromium: CHROMIUM_PATH, one on the machine, else installed by apt (root on Debian or Ubuntu), else Playwright's
 * download, else the binary inside @sparticuz/chromium. Throws when there is none: tests are never skipped.
 */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return given;
  const found = onMachine() ?? byApt() ?? byPlaywright() ?? (await fromPackage());
  if (found === undefined) throw new Error('No Chromium: install one, or set CHROMIUM_PATH to its binary.');
  return found;
}

function onMachine(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    ...PLACES,
  ];
  // Ubuntu's `chromium-browser` may be a script that only says to install a snap: asked for its version, it fails.
  return candidates.find((file) => isExecutable(file) && attempt(file, ['--version'], 20_000));
}

function byApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('No Chromium here: installing one with apt-get');
  attempt('apt-get', ['update', '-qq'], 300_000);
  attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 600_000);
  return onMachine();
}

function byPlaywright(): string | undefined {
  if (!existsSync(chromium.executablePath())) {
    console.log("No Chromium here: trying Playwright's download");
    attempt('npx', ['playwright', 'install', 'chromium'], 600_000);
  }
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** An optional package that unpacks a Chromium; imported by a name that need not be installed. */
async function fromPackage(): Promise<string | undefined> {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const module: unknown = await import(entry);
    const packed = (module as { default: { executablePath(): Promise<string> } }).default;
    return await packed.executablePath();
  } catch {
    return undefined;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function attempt(command: string, args: string[], timeoutMs: number): boolean {
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(command, args, { stdio: 'ignore', timeout: timeoutMs, env });
    return true;
  } catch {
    return false;
  }
}
