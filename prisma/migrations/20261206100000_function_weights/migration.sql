-- What an answer of a function weighs, where answers are seen by company name; elsewhere a weighted mean beside an unweighted one of
-- the same people would tell of single functions. A wave keeps what it opened with.
ALTER TABLE "study" ADD COLUMN     "function_weights" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "wave" ADD COLUMN     "function_weights" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "study" ADD CONSTRAINT "study_function_weights_check" CHECK (
  jsonb_typeof("function_weights") = 'object'
  AND NOT jsonb_path_exists("function_weights", 'strict $.* ? (@.type() != "number" || @ < 0.3 || @ > 3)')
  AND ("function_weights" = '{}' OR "audience" = 'attributed'));
ALTER TABLE "wave" ADD CONSTRAINT "wave_function_weights_check" CHECK (
  jsonb_typeof("function_weights") = 'object'
  AND NOT jsonb_path_exists("function_weights", 'strict $.* ? (@.type() != "number" || @ < 0.3 || @ > 3)')
  AND ("function_weights" = '{}' OR "audience" = 'attributed'));

CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR array_position(ARRAY['attributed', 'shared', 'own-side', 'pooled'], NEW."audience") < array_position(ARRAY['attributed', 'shared', 'own-side', 'pooled'], OLD."audience")
    OR (OLD."audience" = 'shared' AND OLD."minimum_group_size" > 3 AND NEW."audience" = 'own-side') THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' AND to_jsonb(NEW) - 'retention_months' IS DISTINCT FROM to_jsonb(OLD) - 'retention_months' THEN
    RAISE EXCEPTION 'a wave does not go back from %', OLD."state" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."health_weights" <> OLD."health_weights" THEN
    RAISE EXCEPTION 'the weights of relationship health stay as they were when the wave opened' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."function_weights" <> OLD."function_weights" THEN
    RAISE EXCEPTION 'the weights of functions stay as they were when the wave opened' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW."kind", NEW."instrument_name", NEW."instrument_version") IS DISTINCT FROM (OLD."kind", OLD."instrument_name", OLD."instrument_version") THEN
    RAISE EXCEPTION 'what a wave asks stays as it was when it opened' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Beside a value whose people weigh differently: of how many equal ones it would be as uncertain.
ALTER TABLE "released_row" DROP CONSTRAINT "released_row_cells_check";
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_cells_check" CHECK (
  jsonb_typeof("cells") = 'object'
  AND ("cells" = '{}' OR "cells"::text ~ ('^[{](?:(?:, )?"[^"]+": [{](?:'
    || '"reason": "(?:minimum|complement|pair|dominance|wave)"'
    || '|"n": [1-9][0-9]*(?:, "(?:sd|se|low)": -?[0-9]+(?:[.][0-9]+)?)*(?:, "nTo": [1-9][0-9]*)?(?:, "(?:high|mean)": -?[0-9]+(?:[.][0-9]+)?)+(?:, "waves": [1-9][0-9]*)?(?:, "effectiveN": [0-9]+(?:[.][0-9]+)?)?(?:, "indicative": [0-9]+(?:[.][0-9]+)?)?'
    || ')[}])+[}]$'))
  AND NOT jsonb_path_exists("cells", '$.* ? (!exists(@.reason) && (!exists(@.mean) || @.nTo < @.n || @.effectiveN > @.n || @.*.abs() > 1000000))', '{}', true));

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
      (w."audience" IN ('pooled', 'own-side') AND added."scope" IN ('relationship', 'unflagged') AND jsonb_path_exists(added."cells", '$.*.n'))
      OR jsonb_path_exists(added."cells", '$.* ? (@.n < $minimum || (@.n < 20 && !(@.nTo > @.n)))', jsonb_build_object('minimum',
        CASE added."scope" WHEN 'own-side' THEN 3 ELSE w."minimum_group_size" END))
      OR jsonb_path_exists(added."cells", '$.*.effectiveN')
      OR CASE added."measure" WHEN 'trend' THEN jsonb_path_exists(added."cells", '$.* ? (exists(@.n) && (exists(@.sd) || exists(@.indicative) || !(@.waves >= 3)))')
        ELSE jsonb_path_exists(added."cells", '$.* ? (exists(@.se) || @.mean != @.mean.floor() || @.sd != @.sd.floor()
          || @.low != @.low.floor() || @.high != @.high.floor() || @.indicative != @.indicative.floor())') END)
  ) THEN
    RAISE EXCEPTION 'a released value breaks the promise of its wave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
