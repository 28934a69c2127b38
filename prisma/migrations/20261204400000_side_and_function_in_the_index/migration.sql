-- Who answered is counted by side and function before a file is written: from the index alone, for answers are ten times as large.
CREATE INDEX "response_workspace_id_wave_id_relationship_id_id_side_funct_idx" ON "response"("workspace_id", "wave_id", "relationship_id", "id", "side", "function");
DROP INDEX "response_workspace_id_wave_id_relationship_id_id_idx";
