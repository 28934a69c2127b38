-- Beside a value of few people: half of the interval by what the sides of its wave have in common; beside a change the same, beyond
-- which it is reliable. In whole points where answers are confidential, as all that is told there.
ALTER TABLE "released_row" DROP CONSTRAINT "released_row_cells_check";
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_cells_check" CHECK (
  jsonb_typeof("cells") = 'object'
  AND ("cells" = '{}' OR "cells"::text ~ ('^[{](?:(?:, )?"[^"]+": [{](?:'
    || '"reason": "(?:minimum|complement|pair|dominance|wave)"'
    || '|"n": [1-9][0-9]*(?:, "(?:sd|se|low)": -?[0-9]+(?:[.][0-9]+)?)*(?:, "nTo": [1-9][0-9]*)?(?:, "(?:high|mean)": -?[0-9]+(?:[.][0-9]+)?)+(?:, "waves": [1-9][0-9]*)?(?:, "indicative": [0-9]+(?:[.][0-9]+)?)?'
    || ')[}])+[}]$'))
  AND NOT jsonb_path_exists("cells", '$.* ? (!exists(@.reason) && (!exists(@.mean) || @.nTo < @.n || @.*.abs() > 1000000))', '{}', true));

-- Values of all relationships together without responses that carry two signs of careless answering: in rows of their own, which no
-- reader of relationships or pools meets, and never of studies that show pools alone.
ALTER TABLE "released_row" DROP CONSTRAINT "released_row_scope_check";
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_scope_check" CHECK (
  ("scope" IN ('relationship', 'own-side')) = ("relationship_id" IS NOT NULL)
  AND ("scope" NOT IN ('relationship', 'own-side') OR "scope_key" = "relationship_id"::text)
  AND ("scope" <> 'own-side' OR ("side" <> 'both' AND "function" = ''))
  AND "scope" IN ('relationship', 'own-side', 'portfolio', 'target-firm', 'rater-firm', 'category', 'unflagged')
  AND ("scope" IN ('portfolio', 'unflagged')) = ("scope_key" = ''));

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
      OR CASE added."measure" WHEN 'trend' THEN jsonb_path_exists(added."cells", '$.* ? (exists(@.n) && (exists(@.sd) || exists(@.indicative) || !(@.waves >= 3)))')
        ELSE jsonb_path_exists(added."cells", '$.* ? (exists(@.se) || @.mean != @.mean.floor() || @.sd != @.sd.floor()
          || @.low != @.low.floor() || @.high != @.high.floor() || @.indicative != @.indicative.floor())') END)
  ) THEN
    RAISE EXCEPTION 'a released value breaks the promise of its wave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
