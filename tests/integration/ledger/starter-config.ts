import { configDocumentSchema } from '@/lib/config/document-schema';
import { starterConfig } from '@/lib/config/starter/seed-config';
import { select } from './books';

/** The configuration and workspaces of a first start, put down directly: credentials play no part here. */
export async function publishStarterConfig(databaseUrl: string): Promise<void> {
  process.env['TOLLGATE_SIMULATOR_URL'] = 'http://127.0.0.1:9';
  const starter = starterConfig(Date.now());
  const providers = (starter.providers ?? []).map((provider) => ({ ...provider, apiKey: undefined }));
  const document = configDocumentSchema.parse(JSON.parse(JSON.stringify({ ...starter, providers })));
  await select(databaseUrl, 'INSERT INTO config_version (document, author) VALUES ($1, $2)', [
    JSON.stringify(document),
    'test',
  ]);
  await select(
    databaseUrl,
    "INSERT INTO workspace (id, name, is_demo) VALUES ('main', 'Main', false), ('demo', 'Demo', true)",
  );
}
