-- AlterTable
ALTER TABLE "participation" ADD COLUMN     "category" TEXT;

-- AlterTable
ALTER TABLE "study" ADD COLUMN     "health_weights" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "health_weights" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "released_row" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_key" TEXT NOT NULL,
    "relationship_id" UUID,
    "side" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "method_version" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "released_row_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "released_comment" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "released_comment_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "released_row_workspace_id_relationship_id_idx" ON "released_row"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "released_row_workspace_id_wave_id_scope_scope_key_side_func_key" ON "released_row"("workspace_id", "wave_id", "scope", "scope_key", "side", "function", "measure");

-- CreateIndex
CREATE INDEX "released_comment_workspace_id_wave_id_relationship_id_idx" ON "released_comment"("workspace_id", "wave_id", "relationship_id");

-- CreateIndex
CREATE INDEX "released_comment_workspace_id_relationship_id_idx" ON "released_comment"("workspace_id", "relationship_id");

-- AddForeignKey
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "released_comment" ADD CONSTRAINT "released_comment_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "released_comment" ADD CONSTRAINT "released_comment_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.

-- One row for each place, its cells by index, instead of a row for each cell: a tenth of the rows, foreign keys and index entries
INSERT INTO "released_row" ("workspace_id", "id", "wave_id", "scope", "scope_key", "relationship_id", "side", "function", "measure", "method_version", "cells")
SELECT "workspace_id", gen_random_uuid(), "wave_id", "scope", "scope_key", "relationship_id", "side", "function", "measure", max("method_version"),
  jsonb_object_agg("index_id", CASE "status" WHEN 'withheld' THEN jsonb_build_object('reason', "reason") ELSE jsonb_strip_nulls(
    jsonb_build_object('n', "n", 'nTo', "n_to", 'mean', "mean", 'sd', "sd", 'se', "se", 'low', "low", 'high', "high")) END)
FROM "released_cell"
GROUP BY "workspace_id", "wave_id", "scope", "scope_key", "relationship_id", "side", "function", "measure";

DROP TABLE "released_cell";
DROP FUNCTION "check_released_cells"();
DROP FUNCTION "refuse_released_cell_change"();
DROP FUNCTION "keep_released_cells"();

ALTER TABLE "released_row" ADD CONSTRAINT "released_row_side_check" CHECK ("side" IN ('buyer', 'supplier', 'both'));
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_scope_check" CHECK (
  ("scope" = 'relationship') = ("relationship_id" IS NOT NULL)
  AND ("scope" <> 'relationship' OR "scope_key" = "relationship_id"::text)
  AND "scope" IN ('relationship', 'portfolio', 'target-firm', 'rater-firm', 'category')
  AND ("scope" = 'portfolio') = ("scope_key" = ''));
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_measure_check" CHECK ("measure" IN ('level', 'matched', 'change', 'panel-change', 'roll-up', 'trend'));
-- Withheld: a reason and nothing else. Released: people and a value, in numbers that can be true. Each condition relies on
-- those before it; the first two are strict because the other mode looks into lists as if their content stood there.
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_cells_check" CHECK (
  jsonb_typeof("cells") = 'object'
  AND NOT jsonb_path_exists("cells", 'strict $.* ? (@.type() != "object")')
  AND NOT jsonb_path_exists("cells", 'strict $.*.keyvalue() ? (
    !(@.key == "reason" && @.value.type() == "string"
      && (@.value == "minimum" || @.value == "complement" || @.value == "pair" || @.value == "dominance" || @.value == "wave"))
    && !((@.key == "n" || @.key == "nTo" || @.key == "waves") && @.value.type() == "number"
      && @.value == @.value.floor() && @.value >= 1 && @.value <= 1000000)
    && !((@.key == "mean" || @.key == "sd" || @.key == "se" || @.key == "low" || @.key == "high") && @.value.type() == "number"
      && @.value >= -1000000 && @.value <= 1000000))', '{}', true)
  AND NOT jsonb_path_exists("cells", '$.* ? (exists(@.reason) && @.keyvalue().key != "reason")', '{}', true)
  AND NOT jsonb_path_exists("cells", '$.* ? (!exists(@.reason) && (!exists(@.n) || !exists(@.mean) || @.nTo < @.n))', '{}', true));
ALTER TABLE "released_comment" ADD CONSTRAINT "released_comment_text_check" CHECK ("text" <> '' AND "side" IN ('buyer', 'supplier'));
ALTER TABLE "study" ADD CONSTRAINT "study_health_weights_check" CHECK (jsonb_typeof("health_weights") = 'object');
ALTER TABLE "wave" ADD CONSTRAINT "wave_health_weights_check" CHECK (jsonb_typeof("health_weights") = 'object');

-- What a wave's values mean is fixed with its promise
CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR array_position(ARRAY['attributed', 'shared', 'pooled'], NEW."audience") < array_position(ARRAY['attributed', 'shared', 'pooled'], OLD."audience") THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' OR (OLD."state" = 'closing' AND NEW."state" = 'open') THEN
    RAISE EXCEPTION 'a wave does not go back from %', OLD."state" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."health_weights" <> OLD."health_weights" THEN
    RAISE EXCEPTION 'the weights of relationship health stay as they were when the wave opened' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whatever code or hand writes: values come from publication, into a wave that is being published, and keep its promise.
-- One look for each statement, not for each row. A trend is computed from values that were told, so it may be exact; it
-- needs three of them.
CREATE FUNCTION "check_released_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE w."state" IS DISTINCT FROM 'closing' OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
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
CREATE TRIGGER "released_row_by_publication" AFTER INSERT ON "released_row" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "check_released_rows"();

-- Comments have no key that a second publication at the same time would run into: the lock makes it wait for the first, or be counted
CREATE FUNCTION "check_released_comments"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "wave" w WHERE (w."workspace_id", w."id") IN (SELECT added."workspace_id", added."wave_id" FROM added) FOR SHARE;
  IF EXISTS (
    SELECT 1 FROM added LEFT JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id"
    WHERE w."state" IS DISTINCT FROM 'closing' OR w."audience" = 'pooled' OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
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
CREATE TRIGGER "released_comment_by_publication" AFTER INSERT ON "released_comment" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "check_released_comments"();

CREATE FUNCTION "refuse_released_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was released is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "released_row_unchanged" BEFORE UPDATE ON "released_row" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_change"();
CREATE TRIGGER "released_comment_unchanged" BEFORE UPDATE ON "released_comment" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_change"();

CREATE TRIGGER "released_row_not_emptied" BEFORE TRUNCATE ON "released_row" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_change"();
CREATE TRIGGER "released_comment_not_emptied" BEFORE TRUNCATE ON "released_comment" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_change"();

CREATE FUNCTION "keep_released"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM removed JOIN "wave" w ON w."workspace_id" = removed."workspace_id" AND w."id" = removed."wave_id" WHERE w."state" = 'published') THEN
    RAISE EXCEPTION 'what was published stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "released_row_kept" AFTER DELETE ON "released_row" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "keep_released"();
CREATE TRIGGER "released_comment_kept" AFTER DELETE ON "released_comment" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "keep_released"();

-- How many answered is published with the values, and may not be rewritten under them
CREATE FUNCTION "check_participation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added JOIN "wave" w ON w."workspace_id" = added."workspace_id" AND w."id" = added."wave_id" WHERE w."state" = 'published') THEN
    RAISE EXCEPTION 'what was published is not added to' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "participation_before_publication" AFTER INSERT ON "participation" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "check_participation"();
CREATE TRIGGER "participation_kept" AFTER DELETE ON "participation" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "keep_released"();
CREATE TRIGGER "participation_not_emptied" BEFORE TRUNCATE ON "participation" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_change"();
CREATE TRIGGER "participation_unchanged" BEFORE UPDATE ON "participation" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_released_change"();

-- The very words that people read before they answered; they go only together with a wave
CREATE FUNCTION "refuse_promise_text_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the words of a promise are never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "promise_text_unchanged" BEFORE UPDATE ON "promise_text" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_promise_text_change"();
