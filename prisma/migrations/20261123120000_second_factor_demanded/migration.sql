-- What is demanded of everybody who signs in. No row: nothing.
CREATE TABLE "sign_in_policy" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "second_factor" BOOLEAN NOT NULL,

  CONSTRAINT "sign_in_policy_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sign_in_policy_one" CHECK ("id" = 1)
);
