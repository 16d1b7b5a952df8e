-- When each probed target is asked next, and what came of the last time. The worker that moves next_at on is the one that asks.
CREATE TABLE "target_probe" (
  "provider" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "probed_at" TIMESTAMPTZ(3),
  "streak" INTEGER NOT NULL DEFAULT 0,
  "request_id" TEXT,
  "lesson" JSONB,
  PRIMARY KEY ("provider", "model")
);
