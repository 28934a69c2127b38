import { useEffect, useState } from 'react'

/** False in the page as the server sends it, true once script runs: then a form may leave checking to our own messages. */
export function useScriptRuns(): boolean {
  const [runs, setRuns] = useState(false)
  useEffect(() => setRuns(true), [])
  return runs
}
