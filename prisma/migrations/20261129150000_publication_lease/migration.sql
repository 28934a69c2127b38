-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "publishing_until" TIMESTAMPTZ(3);
