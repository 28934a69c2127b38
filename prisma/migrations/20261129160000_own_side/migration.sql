-- A fourth audience: each firm sees what its own people say of a relationship, from three people on, and of all others pools over
-- several firms.
ALTER TABLE "study" DROP CONSTRAINT "study_promise_check";
ALTER TABLE "study" ADD CONSTRAINT "study_promise_check" CHECK (("audience" = 'shared' AND "minimum_group_size" BETWEEN 3 AND 10) OR ("audience" IN ('own-side', 'pooled') AND "minimum_group_size" BETWEEN 5 AND 10) OR ("audience" = 'attributed' AND "minimum_group_size" = 1));
ALTER TABLE "wave" DROP CONSTRAINT "wave_promise_check";
ALTER TABLE "wave" ADD CONSTRAINT "wave_promise_check" CHECK (("audience" = 'shared' AND "minimum_group_size" BETWEEN 3 AND 10) OR ("audience" IN ('own-side', 'pooled') AND "minimum_group_size" BETWEEN 5 AND 10) OR ("audience" = 'attributed' AND "minimum_group_size" = 1));

CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR array_position(ARRAY['attributed', 'shared', 'own-side', 'pooled'], NEW."audience") < array_position(ARRAY['attributed', 'shared', 'own-side', 'pooled'], OLD."audience") THEN
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

-- What a side's own firm is shown stands in rows of its own, which no reader of relationships or pools meets
ALTER TABLE "released_row" DROP CONSTRAINT "released_row_scope_check";
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_scope_check" CHECK (
  ("scope" IN ('relationship', 'own-side')) = ("relationship_id" IS NOT NULL)
  AND ("scope" NOT IN ('relationship', 'own-side') OR "scope_key" = "relationship_id"::text)
  AND ("scope" <> 'own-side' OR ("side" <> 'both' AND "function" = ''))
  AND "scope" IN ('relationship', 'own-side', 'portfolio', 'target-firm', 'rater-firm', 'category')
  AND ("scope" = 'portfolio') = ("scope_key" = ''));

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
    WHERE (added."scope" = 'own-side' AND w."audience" <> 'own-side') OR w."audience" <> 'attributed' AND (
      (w."audience" IN ('pooled', 'own-side') AND added."scope" = 'relationship' AND jsonb_path_exists(added."cells", '$.*.n'))
      OR jsonb_path_exists(added."cells", '$.* ? (@.n < $minimum || (@.n < 20 && !(@.nTo > @.n)))', jsonb_build_object('minimum',
        CASE added."scope" WHEN 'own-side' THEN 3 ELSE w."minimum_group_size" END))
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
    WHERE (w."state" = 'closed' OR (w."state" = 'closing' AND w."grace_until" IS NULL)) IS NOT TRUE OR w."audience" IN ('pooled', 'own-side') OR current_setting('thiqa.publishing', true) IS DISTINCT FROM w."id"::text
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
