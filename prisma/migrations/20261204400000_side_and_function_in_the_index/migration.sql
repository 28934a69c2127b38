-- Who answered is counted by side and function before a file is written: from the index alone, for answers are ten times as large.
-- The old index goes first: its lock is the stronger one, and who takes the weaker one first may wait for somebody who waits for him.
DROP INDEX "response_workspace_id_wave_id_relationship_id_id_idx";
CREATE INDEX "response_workspace_id_wave_id_relationship_id_id_side_funct_idx" ON "response"("workspace_id", "wave_id", "relationship_id", "id", "side", "function");
