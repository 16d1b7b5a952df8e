-- The language of pages that a person chose; null: what their browser asks for.
ALTER TABLE "user" ADD COLUMN "language" TEXT;
