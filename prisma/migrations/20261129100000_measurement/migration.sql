-- CreateTable
CREATE TABLE "measurement" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "construct" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "method_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "n" INTEGER,
    "n_to" INTEGER,
    "values" JSONB,

    CONSTRAINT "measurement_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "measurement_workspace_id_wave_id_construct_side_language_key" ON "measurement"("workspace_id", "wave_id", "construct", "side", "language");

-- AddForeignKey
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.

ALTER TABLE "measurement" ADD CONSTRAINT "measurement_side_check" CHECK ("side" IN ('buyer', 'supplier'));
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_status_check" CHECK (
  ("status" = 'released' AND "reason" IS NULL AND "n" IS NOT NULL AND "n" >= 1 AND ("n_to" IS NULL OR "n_to" >= "n")
    AND "values" IS NOT NULL AND jsonb_typeof("values") = 'object')
  OR ("status" = 'withheld' AND "reason" IS NOT NULL AND "reason" IN ('minimum', 'complement', 'pair', 'dominance', 'wave') AND num_nonnulls("n", "n_to", "values") = 0));

-- Whatever code or hand writes: rows come from publication, into a wave that is being published, and enough people stand
-- behind what they tell: 10 where answers are seen by company name, else 20. One look for each statement, not for each row.
CREATE FUNCTION "check_measurements"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE w."state" IS DISTINCT FROM 'closing' OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
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
CREATE TRIGGER "measurement_by_publication" AFTER INSERT ON "measurement" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "check_measurements"();

CREATE FUNCTION "refuse_measurement_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a measurement is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "measurement_unchanged" BEFORE UPDATE ON "measurement" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_measurement_change"();

CREATE TRIGGER "measurement_not_emptied" BEFORE TRUNCATE ON "measurement" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_measurement_change"();

CREATE FUNCTION "keep_measurements"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM removed JOIN "wave" w ON w."workspace_id" = removed."workspace_id" AND w."id" = removed."wave_id" WHERE w."state" = 'published') THEN
    RAISE EXCEPTION 'what was published stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "measurement_kept" AFTER DELETE ON "measurement" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "keep_measurements"();
