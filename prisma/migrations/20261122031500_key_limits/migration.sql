-- Limits of a virtual key: requests and tokens in a sliding minute, requests at once. NULL: no limit.
ALTER TABLE "virtual_key" ADD COLUMN "rpm" INTEGER;
ALTER TABLE "virtual_key" ADD COLUMN "tpm" INTEGER;
ALTER TABLE "virtual_key" ADD COLUMN "max_concurrent" INTEGER;
