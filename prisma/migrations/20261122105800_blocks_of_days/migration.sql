-- Blocks of 8 and 32 days (lib/ledger/rollup/close-blocks.ts) that end by then are in `rollup_day`; NULL: none yet.
ALTER TABLE "workspace" ADD COLUMN "blocks_until" TIMESTAMPTZ(0);
