-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "link_shown_at" TIMESTAMPTZ(3),
ADD COLUMN     "was_opened" BOOLEAN NOT NULL DEFAULT false;
