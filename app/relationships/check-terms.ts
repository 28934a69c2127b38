interface Terms {
  annualSpend: string | null
  currency: string | null
  startedOn: Date | null
  renewalOn: Date | null
}

interface TermProblem {
  field: 'currency' | 'renewalOn'
  code: 'currency-needed' | 'renewal-before-start'
}

/** What does not fit together in the terms of a relationship: the same rule for the form and the file. */
export function checkTerms({ annualSpend, currency, startedOn, renewalOn }: Terms): TermProblem[] {
  const problems: TermProblem[] = []
  if (annualSpend !== null && currency === null) problems.push({ field: 'currency', code: 'currency-needed' })
  if (startedOn && renewalOn && renewalOn < startedOn)
    problems.push({ field: 'renewalOn', code: 'renewal-before-start' })
  return problems
}
