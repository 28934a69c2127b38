-- CreateTable
CREATE TABLE "audit_entry" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "previous_hash" BYTEA NOT NULL DEFAULT '\x',
    "hash" BYTEA NOT NULL DEFAULT '\x',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_object_id_number_idx" ON "audit_entry"("workspace_id", "object_id", "number");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_actor_id_number_idx" ON "audit_entry"("workspace_id", "actor_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_workspace_id_number_key" ON "audit_entry"("workspace_id", "number");

-- Written by hand: what the schema language cannot say.

ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_actor_check" CHECK (
  ("actor_kind" IN ('member', 'key') AND "actor_id" <> '') OR ("actor_kind" = 'system' AND "actor_id" = ''));
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_details_check" CHECK (jsonb_typeof("details"::jsonb) = 'object');

-- Every field with its length before it: no two entries give the same text. app/people/audit/audit-hash.server.ts says the same in TypeScript
CREATE FUNCTION "audit_hash"(entry "audit_entry") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(entry."previous_hash" || convert_to(string_agg(octet_length(convert_to(field, 'UTF8')) || ':' || field, ',' ORDER BY place), 'UTF8'))
  FROM unnest(ARRAY[
    entry."workspace_id"::text, entry."number"::text, (extract(epoch FROM entry."at") * 1000)::bigint::text,
    entry."actor_kind", entry."actor_id", entry."action", entry."object_kind", entry."object_id", entry."address", entry."details"
  ]) WITH ORDINALITY AS fields (field, place)
$$;

-- Number, time and hash come from here alone: nobody can date an entry back or put one in between
CREATE FUNCTION "chain_audit_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head "audit_entry";
BEGIN
  -- one writer of a workspace's log at a time, until it commits: the next one must see this entry
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW."workspace_id", 0));
  SELECT * INTO head FROM "audit_entry" WHERE "workspace_id" = NEW."workspace_id" ORDER BY "number" DESC LIMIT 1;
  NEW."number" := coalesce(head."number", 0) + 1;
  NEW."at" := date_trunc('milliseconds', clock_timestamp());
  NEW."previous_hash" := coalesce(head."hash", '\x'::bytea);
  NEW."hash" := "audit_hash"(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER "audit_entry_chained" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "chain_audit_entry"();

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log of what was done is only added to' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "audit_entry_unchanged" BEFORE UPDATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entry_kept" BEFORE DELETE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entry_not_emptied" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

-- What was recorded of files that were taken until now; the time of then is a detail, because no entry is dated back
INSERT INTO "audit_entry" ("workspace_id", "id", "actor_kind", "actor_id", "action", "object_kind", "object_id", "address", "details")
SELECT "workspace_id", "id", 'member', "user_id", 'file-taken', 'study', "object_id", '',
  json_build_object('file', "action", 'at', to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::text
FROM "access_record" ORDER BY "workspace_id", "at", "id";
DROP TABLE "access_record";
