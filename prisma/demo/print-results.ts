import type { RecordedStudy } from '../front-door/recorded-study.ts'

interface IndexValue {
  n: number
  mean: number | null
}

/** One relationship in one wave, as /studies/…/indices.json gives it; null where the promise withholds a value. */
export interface IndexRow {
  wave: number
  relationship: string
  buyer_trust: IndexValue | null
  supplier_trust: IndexValue | null
  trust_gap: number | null
  buyer_unproductive: IndexValue | null
  supplier_unproductive: IndexValue | null
}

const show = (value: number | null | undefined) => (value == null ? 'withheld' : value.toFixed(0)).padStart(9)

export function printIndices(rows: IndexRow[], study: RecordedStudy): void {
  const last = Math.max(...rows.map((row) => row.wave))
  console.log(`\nTrust (0–100) and unproductive time (% of the time face to face), wave ${last}`)
  console.log(
    `${'relationship'.padEnd(16)}${['buyer', 'supplier', 'gap', 'time b.', 'time s.'].map((head) => head.padStart(9)).join('')}`,
  )
  for (const row of rows.filter((one) => one.wave === last)) {
    const values = [
      row.buyer_trust?.mean,
      row.supplier_trust?.mean,
      row.trust_gap,
      row.buyer_unproductive?.mean,
      row.supplier_unproductive?.mean,
    ]
    console.log(row.relationship.padEnd(16) + values.map(show).join(''))
  }
  console.log(`Withheld: fewer than 3 people of the side answered. (${study.respondents.length} people were asked.)`)
}

/** The comparison of the field: about half of the time in the least trusting relationships, about a quarter in the most. */
export function printComparison(rows: IndexRow[], study: RecordedStudy): void {
  const points = rows.flatMap((row) =>
    (['buyer', 'supplier'] as const).flatMap((side) => {
      const trust = row[`${side}_trust`]?.mean
      const time = row[`${side}_unproductive`]?.mean
      return trust == null || time == null ? [] : [{ trust, time }]
    }),
  )
  points.sort((a, b) => a.trust - b.trust)
  const quarter = Math.floor(points.length / 4)
  const mean = (some: typeof points) => some.reduce((sum, point) => sum + point.time, 0) / some.length
  if (quarter === 0) return
  console.log(
    `\nUnproductive time, over ${points.length} released views of ${study.relationships.length} relationships in ${study.waves.length} waves`,
  )
  console.log(
    `  lowest quarter of trust   ${mean(points.slice(0, quarter)).toFixed(0)} %   (published: nearly a half in the least trusted of eight automakers)`,
  )
  console.log(
    `  highest quarter of trust  ${mean(points.slice(-quarter)).toFixed(0)} %   (published: a quarter in the most trusted one)`,
  )
}
