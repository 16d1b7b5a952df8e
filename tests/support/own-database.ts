/** For each test file: a database and a data directory of its own, so that files may run beside each other. */
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { freshDatabase } from './fresh-database';

const parent = process.env['TOLLGATE_DATA_DIR'];
if (parent === undefined) throw new Error('TOLLGATE_DATA_DIR is missing: it comes from postgres-global.ts.');
process.env['TOLLGATE_DATA_DIR'] = mkdtempSync(`${path.dirname(parent)}${path.sep}data-`);
process.env['DATABASE_URL'] = (await freshDatabase()).url;
