-- The wall between workspaces around the tables that came beside it.
ALTER TABLE "recorded_contact" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "recorded_contact" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
ALTER TABLE "signal" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "signal" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
ALTER TABLE "intervention" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "intervention" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
ALTER TABLE "standing" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "standing" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
ALTER TABLE "data_export" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "data_export" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
