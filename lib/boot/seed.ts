/**
 * What a database needs before anybody serves from it. Imported here and not above: these verbs read the environment that
 * the steps before have completed, and Prisma's client, which may have been generated a moment ago.
 */
export async function seed(): Promise<void> {
  const [{ withClient }, { fillDays }] = await Promise.all([
    import('./postgres/connect'),
    import('@/lib/ledger/rollup/fill-days'),
  ]);
  await withClient(process.env['DATABASE_URL'] ?? '', fillDays);
  const { seedConfig } = await import('@/lib/config/starter/seed-config');
  await seedConfig();
  const { ensureAdmin } = await import('@/lib/users/set-up/ensure-admin');
  await ensureAdmin();
}

/** Path of the one-time set-up link; undefined when there is a user already. */
export async function setupPath(): Promise<string | undefined> {
  const { createSetupToken } = await import('@/lib/users/set-up/create-setup-token');
  const token = await createSetupToken();
  return token === null ? undefined : `/setup?token=${token}`;
}
