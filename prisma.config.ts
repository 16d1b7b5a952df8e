import { defineConfig } from 'prisma/config';

// The URL matters only to `prisma migrate` on machines that can fetch its engine; Tollgate migrates by itself (lib/boot).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/tollgate' },
});
