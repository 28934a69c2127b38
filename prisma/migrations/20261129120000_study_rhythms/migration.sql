-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "grace_minutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "grace_until" TIMESTAMPTZ(3),
ADD COLUMN     "instrument_name" TEXT,
ADD COLUMN     "instrument_version" INTEGER,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'full',
ADD COLUMN     "paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "people_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "planned_wave_id" UUID,
ADD COLUMN     "publish_at" TIMESTAMPTZ(3),
ADD COLUMN     "publish_delay_minutes" INTEGER NOT NULL DEFAULT 0;

-- Waves of before asked what their study asks. They are published or not: what a wave asked is no change of it
ALTER TABLE "wave" DISABLE TRIGGER "wave_promise";
UPDATE "wave" w SET "instrument_name" = s."instrument_name", "instrument_version" = s."instrument_version"
FROM "study" s WHERE s."workspace_id" = w."workspace_id" AND s."id" = w."study_id";
ALTER TABLE "wave" ENABLE TRIGGER "wave_promise";
ALTER TABLE "wave" ALTER COLUMN "instrument_name" SET NOT NULL, ALTER COLUMN "instrument_version" SET NOT NULL;

-- CreateTable
CREATE TABLE "study_rhythm" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "active" BOOLEAN NOT NULL,
    "settings" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "study_rhythm_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "planned_wave" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "planned_wave_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "wave_reminder" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "wave_reminder_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "planned_wave_workspace_id_state_opens_at_idx" ON "planned_wave"("workspace_id", "state", "opens_at");

-- CreateIndex
CREATE UNIQUE INDEX "planned_wave_workspace_id_study_id_kind_slot_key" ON "planned_wave"("workspace_id", "study_id", "kind", "slot");

-- CreateIndex
CREATE INDEX "wave_reminder_workspace_id_wave_id_idx" ON "wave_reminder"("workspace_id", "wave_id");

-- CreateIndex
CREATE UNIQUE INDEX "wave_workspace_id_planned_wave_id_key" ON "wave"("workspace_id", "planned_wave_id");

-- AddForeignKey
ALTER TABLE "study_rhythm" ADD CONSTRAINT "study_rhythm_workspace_id_id_fkey" FOREIGN KEY ("workspace_id", "id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "planned_wave" ADD CONSTRAINT "planned_wave_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "wave" ADD CONSTRAINT "wave_instrument_name_instrument_version_fkey" FOREIGN KEY ("instrument_name", "instrument_version") REFERENCES "instrument"("name", "version") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "wave" ADD CONSTRAINT "wave_workspace_id_planned_wave_id_fkey" FOREIGN KEY ("workspace_id", "planned_wave_id") REFERENCES "planned_wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "wave_reminder" ADD CONSTRAINT "wave_reminder_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The life of a wave: open or paused until it ends; closing while what was begun can be handed in; closed until it is published
ALTER TABLE "wave" DROP CONSTRAINT "wave_state_check";
ALTER TABLE "wave" ADD CONSTRAINT "wave_state_check" CHECK ("state" IN ('open', 'paused', 'closing', 'closed', 'published')
  AND ("state" IN ('open', 'paused')) = ("closed_at" IS NULL) AND ("state" = 'published') = ("published_at" IS NOT NULL)
  AND ("state" = 'paused') = ("paused_at" IS NOT NULL) AND ("grace_until" IS NULL OR "state" NOT IN ('open', 'paused')));
ALTER TABLE "wave" ADD CONSTRAINT "wave_kind_check" CHECK ("kind" IN ('full', 'pulse', 'onset'));
ALTER TABLE "wave" ADD CONSTRAINT "wave_minutes_check" CHECK ("grace_minutes" BETWEEN 0 AND 4320 AND "publish_delay_minutes" BETWEEN 0 AND 20160);
ALTER TABLE "study_rhythm" ADD CONSTRAINT "study_rhythm_settings_check" CHECK (jsonb_typeof("settings") = 'object');
ALTER TABLE "planned_wave" ADD CONSTRAINT "planned_wave_kind_check" CHECK ("kind" IN ('full', 'pulse', 'onset'));
ALTER TABLE "planned_wave" ADD CONSTRAINT "planned_wave_state_check" CHECK ("state" IN ('scheduled', 'skipped', 'missed', 'opened') AND ("state" <> 'missed' OR "reason" IS NOT NULL));
ALTER TABLE "planned_wave" ADD CONSTRAINT "planned_wave_order_check" CHECK ("closes_at" > "opens_at");

-- One unpublished wave per study; waves about the start of different relationships may overlap with it and with each other
DROP INDEX "wave_one_running_key";
CREATE UNIQUE INDEX "wave_one_running_key" ON "wave" ("workspace_id", "study_id") WHERE "state" <> 'published' AND "kind" <> 'onset';

-- A reminder is about an invitation
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (("kind" IN ('invitation', 'reminder') AND "invitation_id" IS NOT NULL) OR ("kind" = 'sign-in' AND ("sealed" IS NOT NULL OR "state" <> 'queued')));

-- A wave may be opened again until it is published; what it asks stays as it was when it opened
CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR array_position(ARRAY['attributed', 'shared', 'pooled'], NEW."audience") < array_position(ARRAY['attributed', 'shared', 'pooled'], OLD."audience") THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' THEN
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

-- Publication begins when nobody can answer any more
CREATE OR REPLACE FUNCTION "check_released_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE (w."state" = 'closed' OR (w."state" = 'closing' AND w."grace_until" IS NULL)) IS NOT TRUE OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
  ) THEN
    RAISE EXCEPTION 'released values come from the publication of a wave alone' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM added JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE w."audience" <> 'attributed' AND (
      (w."audience" = 'pooled' AND added."scope" = 'relationship' AND jsonb_path_exists(added."cells", '$.*.n'))
      OR jsonb_path_exists(added."cells", '$.* ? (@.n < $minimum || (@.n < 20 && !(@.nTo > @.n)))', jsonb_build_object('minimum', w."minimum_group_size"))
      OR CASE added."measure" WHEN 'trend' THEN jsonb_path_exists(added."cells", '$.* ? (exists(@.n) && (exists(@.sd) || !(@.waves >= 3)))')
        ELSE jsonb_path_exists(added."cells", '$.* ? (exists(@.se) || @.mean != @.mean.floor() || @.sd != @.sd.floor()
          || @.low != @.low.floor() || @.high != @.high.floor())') END)
  ) THEN
    RAISE EXCEPTION 'a released value breaks the promise of its wave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "check_released_comments"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "wave" w WHERE (w."workspace_id", w."id") IN (SELECT added."workspace_id", added."wave_id" FROM added) FOR SHARE;
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE (w."state" = 'closed' OR (w."state" = 'closing' AND w."grace_until" IS NULL)) IS NOT TRUE OR w."audience" = 'pooled' OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
  ) THEN
    RAISE EXCEPTION 'released comments come from the publication of a wave alone' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM added JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    GROUP BY added."workspace_id", added."wave_id", added."relationship_id", added."side", added."item", w."minimum_group_size"
    HAVING count(*) < greatest(5, w."minimum_group_size")
  ) THEN
    RAISE EXCEPTION 'fewer comments than were promised to stand together' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "check_measurements"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE (w."state" = 'closed' OR (w."state" = 'closing' AND w."grace_until" IS NULL)) IS NOT TRUE OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
  ) THEN
    RAISE EXCEPTION 'measurements come from the publication of a wave alone' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM added JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE added."status" = 'released'
      AND added."n" < CASE w."audience" WHEN 'attributed' THEN 10 ELSE greatest(20, w."minimum_group_size") END
  ) THEN
    RAISE EXCEPTION 'a measurement breaks the promise of its wave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
