-- Written by hand: what the schema language cannot say.

-- Reminders and invitations of members came at the same time, and each left the other out
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (("kind" IN ('invitation', 'reminder') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));
