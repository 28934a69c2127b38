-- Where each firm sees its own side alone, it does so from three people on: after a promise of more on both sides that is weaker
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
  IF (NEW."kind", NEW."instrument_name", NEW."instrument_version") IS DISTINCT FROM (OLD."kind", OLD."instrument_name", OLD."instrument_version") THEN
    RAISE EXCEPTION 'what a wave asks stays as it was when it opened' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
