import { useScriptRuns } from './use-script-runs'

/** Opens what the browser prints with, which also makes a PDF. Where no script runs there is the browser's own command. */
export function PrintButton({ words }: { words: string }) {
  return useScriptRuns() ? (
    <button type="button" onClick={() => window.print()}>
      {words}
    </button>
  ) : null
}
