-- More cubes have blocks of days: the next start adds all of them up again (lib/ledger/rollup/close-blocks.ts).
UPDATE "workspace" SET "blocks_until" = NULL;
