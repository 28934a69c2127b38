-- How long people and mail records stay
ALTER TABLE "workspace" ADD COLUMN "contact_months" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN "mail_months" INTEGER NOT NULL DEFAULT 12;
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_retention_check" CHECK ("contact_months" BETWEEN 1 AND 120 AND "mail_months" BETWEEN 1 AND 120);

-- Whoever changes somebody's address must not read by it what they answered
ALTER TABLE "participant" ADD COLUMN "address_since" TIMESTAMPTZ(3);

-- Which version of a promise somebody agreed to
ALTER TABLE "promise_text" ADD COLUMN "hash" BYTEA;
ALTER TABLE "promise_text" DISABLE TRIGGER "promise_text_unchanged";
UPDATE "promise_text" SET "hash" = sha256(convert_to("text", 'UTF8'));
ALTER TABLE "promise_text" ENABLE TRIGGER "promise_text_unchanged";
ALTER TABLE "promise_text" ALTER COLUMN "hash" SET NOT NULL;
ALTER TABLE "promise_text" ADD CONSTRAINT "promise_text_hash_check" CHECK ("hash" = sha256(convert_to("text", 'UTF8')));

-- Notices to a person: the way to a new address, that it changed, that everything was erased
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready', 'notice') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));

-- Answers of a published wave may be kept for a shorter time than was promised; nothing else of it changes
CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR array_position(ARRAY['attributed', 'shared', 'pooled'], NEW."audience") < array_position(ARRAY['attributed', 'shared', 'pooled'], OLD."audience") THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' AND to_jsonb(NEW) - 'retention_months' IS DISTINCT FROM to_jsonb(OLD) - 'retention_months' THEN
    RAISE EXCEPTION 'a wave does not go back from %', OLD."state" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."health_weights" <> OLD."health_weights" THEN
    RAISE EXCEPTION 'the weights of relationship health stay as they were when the wave opened' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW."kind", NEW."instrument_name", NEW."instrument_version") IS DISTINCT FROM (OLD."kind", OLD."instrument_name", OLD."instrument_version") THEN
    RAISE EXCEPTION 'what a wave asks stays as it was when it opened' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
