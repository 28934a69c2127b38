import { randomBytes } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import { findAnyTemplate } from '#app/instruments/load-template.server'
import { MINIMUM_GROUP_SIZES } from './promise'
import { functionWeightsIn, type StudyForm, weightsIn } from './study-form'

type CreateStudyResult = { ok: true; studyId: string } | { ok: false; reason: 'name-taken' | 'unknown-instrument' }

/** Creates a study that asks about nothing yet. An attributed study has a minimum of 1 by definition. */
export async function createStudy(db: Db, workspaceId: string, form: StudyForm): Promise<CreateStudyResult> {
  const [instrumentName = '', version = ''] = form.instrument.split('@')
  const template = await findAnyTemplate(db, { workspaceId, name: instrumentName, version: Number(version) })
  if (!template) return { ok: false, reason: 'unknown-instrument' }
  const taken = await db.study.findUnique({ where: { workspaceId_name: { workspaceId, name: form.name } } })
  if (taken) return { ok: false, reason: 'name-taken' }
  const study = await db.study.create({
    data: {
      workspaceId,
      name: form.name,
      instrumentName: template.instrument.name,
      instrumentVersion: template.instrument.version,
      audience: form.audience,
      minimumGroupSize: form.audience === 'attributed' ? MINIMUM_GROUP_SIZES.attributed[0] : form.minimumGroupSize,
      purpose: form.purpose,
      healthWeights: weightsIn(form),
      functionWeights: functionWeightsIn(form),
      retentionMonths: form.retentionMonths,
      contactName: form.contactName,
      contactEmail: form.contactEmail.toLowerCase(),
      pseudonymKey: new Uint8Array(randomBytes(32)),
    },
  })
  return { ok: true, studyId: study.id }
}
