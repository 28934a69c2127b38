-- CreateTable
CREATE TABLE "auth_user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" UUID NOT NULL,

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "invitation_id" UUID,
    "sealed" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "organization" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "participant" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "relationship" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "buyer_id" UUID NOT NULL,
    "supplier_id" UUID NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "annual_spend" DECIMAL(18,2),
    "currency" CHAR(3),
    "started_on" DATE,
    "renewal_on" DATE,
    "buyer_owner_id" UUID,
    "supplier_owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "relationship_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "informant" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,

    CONSTRAINT "informant_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "draft" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fields" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "response" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "instrument_name" TEXT NOT NULL,
    "instrument_version" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "scores" JSONB NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "released_cell" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "index_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "n" INTEGER,
    "mean" DOUBLE PRECISION,
    "sd" DOUBLE PRECISION,
    "se" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,

    CONSTRAINT "released_cell_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "participation" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "invited" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "study" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "instrument_name" TEXT NOT NULL,
    "instrument_version" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "minimum_group_size" INTEGER NOT NULL,
    "contact_name" TEXT NOT NULL,
    "contact_email" TEXT NOT NULL,
    "pseudonym_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "study_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "study_relationship" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "buyer_opt_in_at" TIMESTAMPTZ(3),
    "buyer_opt_in_by" TEXT,
    "supplier_opt_in_at" TIMESTAMPTZ(3),
    "supplier_opt_in_by" TEXT,

    CONSTRAINT "study_relationship_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "wave" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "minimum_group_size" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "wave_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "language" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invitation_id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instrument" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instrument_pkey" PRIMARY KEY ("name","version")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "access_record" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_record_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_session_token_key" ON "auth_session"("token");

-- CreateIndex
CREATE INDEX "auth_session_user_id_idx" ON "auth_session"("user_id");

-- CreateIndex
CREATE INDEX "auth_account_user_id_idx" ON "auth_account"("user_id");

-- CreateIndex
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification"("identifier");

-- CreateIndex
CREATE INDEX "outbox_message_workspace_id_state_next_attempt_at_idx" ON "outbox_message"("workspace_id", "state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "outbox_message_workspace_id_invitation_id_idx" ON "outbox_message"("workspace_id", "invitation_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_workspace_id_code_key" ON "organization"("workspace_id", "code");

-- CreateIndex
CREATE INDEX "participant_workspace_id_organization_id_idx" ON "participant"("workspace_id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "participant_workspace_id_email_key" ON "participant"("workspace_id", "email");

-- CreateIndex
CREATE INDEX "relationship_workspace_id_buyer_id_idx" ON "relationship"("workspace_id", "buyer_id");

-- CreateIndex
CREATE INDEX "relationship_workspace_id_supplier_id_idx" ON "relationship"("workspace_id", "supplier_id");

-- CreateIndex
CREATE INDEX "relationship_workspace_id_buyer_owner_id_idx" ON "relationship"("workspace_id", "buyer_owner_id");

-- CreateIndex
CREATE INDEX "relationship_workspace_id_supplier_owner_id_idx" ON "relationship"("workspace_id", "supplier_owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "relationship_workspace_id_code_key" ON "relationship"("workspace_id", "code");

-- CreateIndex
CREATE INDEX "informant_workspace_id_participant_id_idx" ON "informant"("workspace_id", "participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "informant_workspace_id_relationship_id_participant_id_key" ON "informant"("workspace_id", "relationship_id", "participant_id");

-- CreateIndex
CREATE INDEX "response_workspace_id_wave_id_relationship_id_id_idx" ON "response"("workspace_id", "wave_id", "relationship_id", "id");

-- CreateIndex
CREATE INDEX "released_cell_workspace_id_relationship_id_idx" ON "released_cell"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "released_cell_workspace_id_wave_id_relationship_id_side_ind_key" ON "released_cell"("workspace_id", "wave_id", "relationship_id", "side", "index_id");

-- CreateIndex
CREATE INDEX "participation_workspace_id_relationship_id_idx" ON "participation"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "participation_workspace_id_wave_id_relationship_id_side_key" ON "participation"("workspace_id", "wave_id", "relationship_id", "side");

-- CreateIndex
CREATE UNIQUE INDEX "study_workspace_id_name_key" ON "study"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "study_relationship_workspace_id_relationship_id_idx" ON "study_relationship"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_relationship_workspace_id_study_id_relationship_id_key" ON "study_relationship"("workspace_id", "study_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "wave_workspace_id_study_id_number_key" ON "wave"("workspace_id", "study_id", "number");

-- CreateIndex
CREATE INDEX "invitation_workspace_id_participant_id_idx" ON "invitation"("workspace_id", "participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_workspace_id_token_hash_key" ON "invitation"("workspace_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_workspace_id_wave_id_participant_id_key" ON "invitation"("workspace_id", "wave_id", "participant_id");

-- CreateIndex
CREATE INDEX "assignment_workspace_id_wave_id_relationship_id_idx" ON "assignment"("workspace_id", "wave_id", "relationship_id");

-- CreateIndex
CREATE INDEX "assignment_workspace_id_relationship_id_idx" ON "assignment"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_workspace_id_invitation_id_relationship_id_key" ON "assignment"("workspace_id", "invitation_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_workspace_id_user_id_key" ON "member"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "access_record_workspace_id_at_idx" ON "access_record"("workspace_id", "at");

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_workspace_id_invitation_id_fkey" FOREIGN KEY ("workspace_id", "invitation_id") REFERENCES "invitation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_workspace_id_organization_id_fkey" FOREIGN KEY ("workspace_id", "organization_id") REFERENCES "organization"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_workspace_id_buyer_id_fkey" FOREIGN KEY ("workspace_id", "buyer_id") REFERENCES "organization"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_workspace_id_supplier_id_fkey" FOREIGN KEY ("workspace_id", "supplier_id") REFERENCES "organization"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_workspace_id_buyer_owner_id_fkey" FOREIGN KEY ("workspace_id", "buyer_owner_id") REFERENCES "participant"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_workspace_id_supplier_owner_id_fkey" FOREIGN KEY ("workspace_id", "supplier_owner_id") REFERENCES "participant"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "informant" ADD CONSTRAINT "informant_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "informant" ADD CONSTRAINT "informant_workspace_id_participant_id_fkey" FOREIGN KEY ("workspace_id", "participant_id") REFERENCES "participant"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_workspace_id_id_fkey" FOREIGN KEY ("workspace_id", "id") REFERENCES "assignment"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_workspace_id_id_fkey" FOREIGN KEY ("workspace_id", "id") REFERENCES "assignment"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "study" ADD CONSTRAINT "study_instrument_name_instrument_version_fkey" FOREIGN KEY ("instrument_name", "instrument_version") REFERENCES "instrument"("name", "version") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "study_relationship" ADD CONSTRAINT "study_relationship_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "study_relationship" ADD CONSTRAINT "study_relationship_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "wave" ADD CONSTRAINT "wave_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_id_participant_id_fkey" FOREIGN KEY ("workspace_id", "participant_id") REFERENCES "participant"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_workspace_id_invitation_id_fkey" FOREIGN KEY ("workspace_id", "invitation_id") REFERENCES "invitation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.

-- Values of the text columns that other databases would call enums
ALTER TABLE "member" ADD CONSTRAINT "member_role_check" CHECK ("role" IN ('administrator', 'manager', 'researcher'));
ALTER TABLE "participant" ADD CONSTRAINT "participant_function_check" CHECK ("function" IN ('purchasing', 'engineering', 'quality', 'logistics', 'manufacturing', 'finance', 'sales', 'service', 'management'));
ALTER TABLE "participant" ADD CONSTRAINT "participant_email_check" CHECK ("email" = lower("email"));
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_two_firms_check" CHECK ("buyer_id" <> "supplier_id");
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_spend_check" CHECK ("annual_spend" >= 0);
ALTER TABLE "study" ADD CONSTRAINT "study_promise_check" CHECK (("audience" = 'shared' AND "minimum_group_size" BETWEEN 3 AND 10) OR ("audience" = 'attributed' AND "minimum_group_size" = 1));
ALTER TABLE "wave" ADD CONSTRAINT "wave_promise_check" CHECK (("audience" = 'shared' AND "minimum_group_size" BETWEEN 3 AND 10) OR ("audience" = 'attributed' AND "minimum_group_size" = 1));
ALTER TABLE "wave" ADD CONSTRAINT "wave_state_check" CHECK ("state" IN ('open', 'closing', 'published') AND ("state" = 'open') = ("closed_at" IS NULL) AND ("state" = 'published') = ("published_at" IS NOT NULL));
ALTER TABLE "wave" ADD CONSTRAINT "wave_order_check" CHECK ("closes_at" > "opened_at");
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_token_hash_check" CHECK (octet_length("token_hash") = 32);
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_side_check" CHECK ("side" IN ('buyer', 'supplier'));
ALTER TABLE "response" ADD CONSTRAINT "response_side_check" CHECK ("side" IN ('buyer', 'supplier'));
ALTER TABLE "response" ADD CONSTRAINT "response_json_check" CHECK (jsonb_typeof("answers") = 'object' AND jsonb_typeof("scores") = 'object');
ALTER TABLE "participation" ADD CONSTRAINT "participation_count_check" CHECK ("answered" >= 0 AND "invited" >= "answered");
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_state_check" CHECK ("state" IN ('queued', 'sent', 'failed'));
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (("kind" = 'invitation' AND "invitation_id" IS NOT NULL) OR ("kind" = 'sign-in' AND ("sealed" IS NOT NULL OR "state" <> 'queued')));

-- A withheld cell carries a reason and not one number: what is not stored cannot leak
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_side_check" CHECK ("side" IN ('buyer', 'supplier', 'both'));
ALTER TABLE "released_cell" ADD CONSTRAINT "released_cell_status_check" CHECK (
  ("status" = 'released' AND "reason" IS NULL AND "n" >= 1 AND "mean" IS NOT NULL)
  OR ("status" = 'withheld' AND "reason" IN ('minimum', 'complement', 'pair', 'dominance', 'wave')
      AND num_nonnulls("n", "mean", "sd", "se", "low", "high") = 0));

-- One unpublished wave per study
CREATE UNIQUE INDEX "wave_one_running_key" ON "wave" ("workspace_id", "study_id") WHERE "state" <> 'published';

-- The promise made to respondents may only get stricter once a wave is open, whatever code or hand does the update
CREATE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR (NEW."audience" <> OLD."audience" AND NOT (OLD."audience" = 'attributed' AND NEW."audience" = 'shared')) THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' OR (OLD."state" = 'closing' AND NEW."state" = 'open') THEN
    RAISE EXCEPTION 'a wave does not go back from %', OLD."state" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "wave_promise" BEFORE UPDATE ON "wave" FOR EACH ROW EXECUTE FUNCTION "keep_wave_promise"();

-- Answers are written once: no update, from whatever hand
CREATE FUNCTION "refuse_response_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a submitted response is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "response_written_once" BEFORE UPDATE ON "response" FOR EACH ROW EXECUTE FUNCTION "refuse_response_update"();
