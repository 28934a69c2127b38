// A mutant is found or not, whatever the day; and one failing case is enough, the smallest one is of no interest.
import fc from 'fast-check'

fc.configureGlobal({ seed: 20261129, numRuns: 50, endOnFailure: true })
