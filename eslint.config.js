import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Rooms that decide and never touch the world: clock and randomness come as arguments. */
const PURE_ROOMS = ['lib/routing', 'lib/resilience', 'lib/pricing', 'lib/dialects', 'lib/vocabulary'];

const impureImports = [
  '@/lib/db',
  '@/lib/env',
  '@/lib/logger',
  '@/lib/generated/*',
  '@/lib/ledger/*',
  'next',
  'next/*',
  'pg',
  'undici',
  'node:fs',
  'node:fs/*',
  'node:http',
  'node:net',
];

export default tseslint.config(
  { ignores: ['**/.next/', 'dist/', '.tollgate/', 'lib/generated/', 'node_modules/', 'next-env.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'MemberExpression[property.name=/RawUnsafe$/]', message: 'Parameterised SQL only.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'No raw HTML.' },
      ],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['app/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@/lib/db', '@/lib/generated/*', 'pg'],
              message: 'Doors and pages call a verb in lib; only lib talks to the database.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['lib/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@/app/*', '@/components/*'], message: 'lib knows nothing of pages.' }] },
      ],
    },
  },
  {
    files: ['lib/gateway/**', 'lib/ledger/**', 'lib/providers/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@/app/*', '@/components/*', 'next', 'next/*', '@/lib/db', '@/lib/generated/*'],
              message: 'The hot path knows neither Next nor Prisma.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'The hot path uses undici dispatch.' }],
    },
  },
  {
    files: PURE_ROOMS.map((room) => `${room}/**`),
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@/app/*', '@/components/*', ...impureImports],
              allowTypeImports: true,
              message: 'A pure room: no I/O.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'fetch', 'process', 'setTimeout', 'setInterval'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Pass the clock.' },
        { object: 'Math', property: 'random', message: 'Pass the random source.' },
        { object: 'performance', property: 'now', message: 'Pass the clock.' },
      ],
    },
  },
  {
    files: ['components/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '@/lib/db',
                '@/lib/env',
                '@/lib/logger',
                '@/lib/generated/*',
                '@/lib/ledger/*',
                '@/lib/gateway/*',
                'pg',
                'undici',
                'node:*',
                'server-only',
              ],
              allowTypeImports: true,
              message: 'Components run in the browser.',
            },
          ],
        },
      ],
    },
  },
  { files: ['scripts/**', 'tests/**', 'lib/boot/**', 'server.ts'], rules: { 'no-console': 'off' } },
);
