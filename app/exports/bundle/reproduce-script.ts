import { RELATIONS_R } from '#app/exports/relations-script'
import type { FunctionWeights } from '#app/studies/function-weights'
import { HEALTH_PARTS, type HealthWeights } from '#app/studies/health-weights'
import type { Audience } from '#app/studies/promise'
import { HEALTH, PAIR_INDICES, SIDE_INDICES } from '#app/trust/indices'
import type { AskedScale } from './r-models'
import { REPRODUCE_R } from './reproduce-r'

interface Reproduced {
  /** published waves, with what was promised, what relationship health is made of and what answers of functions weigh */
  waves: readonly { number: number; audience: Audience; weights: HealthWeights; functionWeights: FunctionWeights }[]
  scales: readonly AskedScale[]
}

/**
 * A script in plain R that computes from the files of the bundle what was published from the same answers, and compares:
 * indices of relationships, reliability of scales, transactional time on trust, relations between constructs. It ends with an
 * error where something differs by more than 1e-9; in studies that publish rounded values, by more than the rounding.
 */
export function reproduceScript({ waves, scales }: Reproduced): string {
  const exact = waves.filter(({ audience }) => audience === 'attributed').map(({ number }) => number)
  const table = (name: string, columns: Record<string, readonly (string | number)[]>) =>
    `${name} <- data.frame(\n${Object.entries(columns)
      .map(([column, values]) => `  ${column} = ${vector(values)}`)
      .join(',\n')}\n)`
  return [
    '# Computes what was published again from the files of this bundle, and compares: Rscript reproduce.R',
    '# Needs R 4 and nothing else; where the packages psych and lavaan are installed, they look at reliability, too.',
    '',
    `exact_waves <- ${vector(exact)}`,
    table('means', {
      index: SIDE_INDICES.filter(({ isMeanOfScores }) => isMeanOfScores).map(({ id }) => id),
      score: SIDE_INDICES.filter(({ isMeanOfScores }) => isMeanOfScores).map(({ id, scores }) => scores[0] ?? id),
      matched_with: SIDE_INDICES.filter(({ isMeanOfScores }) => isMeanOfScores).map(
        ({ matchedWith }) => matchedWith ?? '',
      ),
    }),
    table('pairs', { index: PAIR_INDICES.map(({ id }) => id), of: PAIR_INDICES.map(({ of }) => of) }),
    `health_weights <- ${perWave(waves, ({ weights }) => HEALTH_PARTS.map((part) => [part, weights[part]]))}`,
    `function_weights <- ${perWave(waves, ({ functionWeights }) => Object.entries(functionWeights))}`,
    `health_index <- "${HEALTH.id}"`,
    `scales <- list(${scales.map(scaleInR).join(',')}\n)`,
    RELATIONS_R,
    REPRODUCE_R,
  ].join('\n')
}

const scaleInR = ({ construct, side, wave, minimum, maximum, items }: AskedScale) =>
  `\n  list(construct = "${construct}", side = "${side}", wave = ${wave}, minimum = ${minimum}, maximum = ${maximum},
       items = ${vector(items.map(({ id }) => id))}, reversed = ${vector(items.filter(({ isReversed }) => isReversed).map(({ id }) => id))})`

/** A list by number of the wave of vectors with names. */
function perWave<Wave extends { number: number }>(
  waves: readonly Wave[],
  valuesOf: (wave: Wave) => readonly (readonly [name: string, value: number])[],
): string {
  const one = (wave: Wave) =>
    `"${wave.number}" = c(${valuesOf(wave)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')})`
  return `list(${waves.map(one).join(', ')})`
}

const vector = (values: readonly (string | number)[]) =>
  `c(${values.map((value) => (typeof value === 'number' ? value : `"${value}"`)).join(', ')})`
