-- Written by hand: what was never submitted ends with its wave, as publication sees to it from now on
DELETE FROM "draft" d USING "assignment" a, "wave" w
WHERE a."workspace_id" = d."workspace_id" AND a."id" = d."id"
  AND w."workspace_id" = a."workspace_id" AND w."id" = a."wave_id" AND w."state" = 'published';
UPDATE "assignment" a SET "revision" = 0, "saves" = '{}' FROM "wave" w
WHERE w."workspace_id" = a."workspace_id" AND w."id" = a."wave_id" AND w."state" = 'published' AND a."revision" > 0;
