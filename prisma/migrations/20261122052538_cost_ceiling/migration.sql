-- What one request of a key may cost over all its attempts; null: no limit.
ALTER TABLE "virtual_key" ADD COLUMN "max_cost_usd" DECIMAL(24,12);
