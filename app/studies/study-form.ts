import { z } from 'zod'
import { FUNCTIONS } from '#app/relationships/functions'
import { FUNCTION_WEIGHT_LIMITS, type FunctionName, type FunctionWeights, functionWeights } from './function-weights'
import { HEALTH_PARTS, type HealthPart, type HealthWeights, USUAL_HEALTH_WEIGHTS } from './health-weights'
import { AUDIENCES, MINIMUM_GROUP_SIZES, RETENTION_MONTHS } from './promise'

const optionalLine = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, { error: 'studies.error.too-long' })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and no name holds a line break
    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'studies.error.control-character' })
const line = (maximum: number) => optionalLine(maximum).min(1, { error: 'studies.error.required' })

const weight = (usual: number) =>
  z.coerce
    .number({ error: 'studies.error.weight' })
    .int({ error: 'studies.error.weight' })
    .min(0, { error: 'studies.error.weight' })
    .max(100, { error: 'studies.error.weight' })
    .default(usual)
type WeightField = `weight_${HealthPart}`
/** A field for each part of relationship health. */
export const weightField = (part: HealthPart): WeightField => `weight_${part}`
const weights = Object.fromEntries(
  HEALTH_PARTS.map((part) => [weightField(part), weight(USUAL_HEALTH_WEIGHTS[part])]),
) as Record<WeightField, ReturnType<typeof weight>>

const { least, most } = FUNCTION_WEIGHT_LIMITS
const functionWeight = z.coerce
  .number({ error: 'studies.error.function-weight' })
  .min(least, { error: 'studies.error.function-weight' })
  .max(most, { error: 'studies.error.function-weight' })
  .multipleOf(0.1, { error: 'studies.error.function-weight' })
  // a tenth may be a hair off
  .transform((weight) => Math.round(weight * 10) / 10)
  .default(1)
type FunctionWeightField = `function_weight_${FunctionName}`
/** A field for each function. */
export const functionWeightField = (name: FunctionName): FunctionWeightField => `function_weight_${name}`
const ofFunctions = Object.fromEntries(FUNCTIONS.map((name) => [functionWeightField(name), functionWeight])) as Record<
  FunctionWeightField,
  typeof functionWeight
>

const questions = z.object({
  ...weights,
  ...ofFunctions,
  name: line(120),
  instrument: z.string().regex(/^[a-z0-9-]{1,60}@\d{1,4}$/, { error: 'studies.error.required' }),
  audience: z.enum(AUDIENCES, { error: 'studies.error.required' }),
  minimumGroupSize: z.coerce
    .number({ error: 'studies.error.minimum' })
    .refine((size) => MINIMUM_GROUP_SIZES.shared.includes(size), { error: 'studies.error.minimum' }),
  /** why the survey is made, in the administrator's words; a program may leave it out */
  purpose: optionalLine(400).default(''),
  retentionMonths: z.coerce
    .number({ error: 'studies.error.retention' })
    .int({ error: 'studies.error.retention' })
    .min(RETENTION_MONTHS.least, { error: 'studies.error.retention' })
    .max(RETENTION_MONTHS.most, { error: 'studies.error.retention' })
    .default(RETENTION_MONTHS.usual),
  contactName: line(120),
  contactEmail: z.email({ error: 'studies.error.email' }).max(254, { error: 'studies.error.too-long' }),
})

/** What an administrator says of a study. By company name there is nothing to choose, so whatever was chosen is left. */
export const studySchema = questions
  .refine(
    ({ audience, minimumGroupSize }) =>
      audience === 'attributed' || MINIMUM_GROUP_SIZES[audience].includes(minimumGroupSize),
    { error: 'studies.error.minimum', path: ['minimumGroupSize'] },
  )
  .refine((form) => Object.values(weightsIn(form)).reduce((sum, own) => sum + own, 0) === 100, {
    ...{ error: 'studies.error.weights', path: [weightField('trust')] },
  })
  .superRefine((form, context) => {
    if (form.audience === 'attributed') return
    for (const name of FUNCTIONS.filter((one) => form[functionWeightField(one)] !== 1))
      context.addIssue({
        ...{ code: 'custom', message: 'studies.error.function-weight-audience', path: [functionWeightField(name)] },
      })
  })

/** The weights of relationship health, in percent. */
export function weightsIn(form: Record<WeightField, number>): HealthWeights {
  return Object.fromEntries(HEALTH_PARTS.map((part) => [part, form[weightField(part)]])) as HealthWeights
}

/** What answers of functions weigh, without those that weigh 1. */
export function functionWeightsIn(form: Record<FunctionWeightField, number>): FunctionWeights {
  return functionWeights(Object.fromEntries(FUNCTIONS.map((name) => [name, form[functionWeightField(name)]])))
}

export type StudyForm = z.infer<typeof studySchema>
