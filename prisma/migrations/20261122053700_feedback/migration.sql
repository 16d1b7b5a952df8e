-- What people, judges and checks say of answers. One word of each author on a request; a later one replaces it.
CREATE TABLE "routing_label" (
  "request_id" TEXT NOT NULL,
  -- From the id: together they find the request.
  "request_started_at" TIMESTAMPTZ(3) NOT NULL,
  "source" TEXT NOT NULL CHECK ("source" IN ('feedback', 'judge', 'check')),
  -- A key, a user, or the judging model or check.
  "author" TEXT NOT NULL,
  -- Only requests of this key are meant; NULL: whoever gave the label was allowed to see the request.
  "key_id" TEXT,
  -- 0 bad to 1 good.
  "score" DOUBLE PRECISION NOT NULL CHECK ("score" >= 0 AND "score" <= 1),
  "label" TEXT,
  -- The judged model, where it is not the one that served.
  "judged_model" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- Known once the request is on the books.
  "workspace_id" TEXT,
  "task" TEXT,
  "model" TEXT,
  "learnt" BOOLEAN NOT NULL DEFAULT false,
  PRIMARY KEY ("request_id", "source", "author")
);
CREATE INDEX "routing_label_open_idx" ON "routing_label" ("at") WHERE NOT "learnt";
CREATE INDEX "routing_label_cell_idx" ON "routing_label" ("workspace_id", "task", "model");

-- Weighted sums of the labels by task and model, without any prior.
CREATE TABLE "routing_posterior" (
  "workspace_id" TEXT NOT NULL,
  "task" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "good" DOUBLE PRECISION NOT NULL,
  "bad" DOUBLE PRECISION NOT NULL,
  "labels" BIGINT NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("workspace_id", "task", "model")
);
