-- What the provider itself said that a call cost (OpenRouter, xAI), and in which field. Beside our price, never in its place.
ALTER TABLE "attempt" ADD COLUMN "reported_usd" NUMERIC(24,12), ADD COLUMN "reported_by" TEXT;
