-- DropIndex
DROP INDEX "released_cell_workspace_id_wave_id_relationship_id_side_ind_key";

-- AlterTable
ALTER TABLE "released_cell" ADD COLUMN     "function" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "measure" TEXT NOT NULL DEFAULT 'level',
ADD COLUMN     "method_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "n_to" INTEGER,
ADD COLUMN     "scope" TEXT NOT NULL DEFAULT 'relationship',
ADD COLUMN     "scope_key" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "relationship_id" DROP NOT NULL;
UPDATE "released_cell" SET "scope_key" = "relationship_id"::text;
ALTER TABLE "released_cell" ALTER COLUMN "scope_key" DROP DEFAULT;

-- CreateIndex
CREATE UNIQUE INDEX "released_cell_workspace_id_wave_id_scope_scope_key_side_fun_key" ON "released_cell"("workspace_id", "wave_id", "scope", "scope_key", "side", "function", "measure", "index_id");

-- Written by hand: what the schema language cannot say.

-- A third audience: shown to nobody but pooled over several firms
ALTER TABLE "study" DROP CONSTRAINT "study_promise_check";
ALTER TABLE "study" ADD CONSTRAINT "study_promise_check" CHECK (("audience" = 'shared' AND "minimum_group_size" BETWEEN 3 AND 10) OR ("audience" = 'pooled' AND "minimum_group_size" BETWEEN 5 AND 10) OR ("audience" = 'attributed' AND "minimum_group_size" = 1));
ALTER TABLE "wave" DROP CONSTRAINT "wave_promise_check";
ALTER TABLE "wave" ADD CONSTRAINT "wave_promise_check" CHECK (("audience" = 'shared' AND "minimum_group_size" BETWEEN 3 AND 10) OR ("audience" = 'pooled' AND "minimum_group_size" BETWEEN 5 AND 10) OR ("audience" = 'attributed' AND "minimum_group_size" = 1));

CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR array_position(ARRAY['attributed', 'shared', 'pooled'], NEW."audience") < array_position(ARRAY['attributed', 'shared', 'pooled'], OLD."audience") THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' OR (OLD."state" = 'closing' AND NEW."state" = 'open') THEN
    RAISE EXCEPTION 'a wave does not go back from %', OLD."state" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE "released_cell" DROP CONSTRAINT "released_cell_status_check";
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_status_check" CHECK (
  ("status" = 'released' AND "reason" IS NULL AND "n" >= 1 AND "mean" IS NOT NULL AND ("n_to" IS NULL OR "n_to" >= "n"))
  OR ("status" = 'withheld' AND "reason" IN ('minimum', 'complement', 'pair', 'dominance', 'wave')
      AND num_nonnulls("n", "n_to", "mean", "sd", "se", "low", "high") = 0));
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_scope_check" CHECK (
  ("scope" = 'relationship') = ("relationship_id" IS NOT NULL)
  AND ("scope" <> 'relationship' OR "scope_key" = "relationship_id"::text)
  AND "scope" IN ('relationship', 'portfolio', 'target-firm', 'rater-firm', 'category')
  AND ("scope" = 'portfolio') = ("scope_key" = ''));
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_measure_check" CHECK ("measure" IN ('level', 'change', 'panel-change'));

-- Whatever code or hand writes: cells come from publication, into a wave that is being published, and keep its promise.
-- One look for each statement, not for each row.
CREATE FUNCTION "check_released_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE w."state" IS DISTINCT FROM 'closing' OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
  ) THEN
    RAISE EXCEPTION 'released cells come from the publication of a wave alone' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM added JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE added."status" = 'released' AND w."audience" <> 'attributed' AND (
      added."n" < w."minimum_group_size"
      OR (added."n" < 20 AND added."n_to" IS NULL)
      OR added."se" IS NOT NULL
      OR added."mean" <> round(added."mean")
      OR (w."audience" = 'pooled' AND added."scope" = 'relationship'))
  ) THEN
    RAISE EXCEPTION 'a released cell breaks the promise of its wave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "released_cell_by_publication" AFTER INSERT ON "released_cell" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "check_released_cells"();

CREATE FUNCTION "refuse_released_cell_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a released cell is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "released_cell_unchanged" BEFORE UPDATE ON "released_cell" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_cell_change"();

CREATE FUNCTION "keep_released_cells"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM removed JOIN "wave" w ON w."workspace_id" = removed."workspace_id" AND w."id" = removed."wave_id" WHERE w."state" = 'published') THEN
    RAISE EXCEPTION 'what was published stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "released_cell_kept" AFTER DELETE ON "released_cell" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "keep_released_cells"();
