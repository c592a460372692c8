export type LiveState = 'connecting' | 'live' | 'reconnecting'

/** A browser gives up for good on an answer that is an error; then it is tried again after this, in milliseconds. */
const retryAfter = 3000

/**
 * Hears of changes until the returned function is called. `changed` is also called when the connection is there (again):
 * something may have happened before. Not connected while nobody looks: a browser has six connections for all its tabs.
 */
export function openLive(changed: () => void, told: (state: LiveState) => void): () => void {
  let source: EventSource | undefined
  let retry: number | undefined

  function close(): void {
    window.clearTimeout(retry)
    source?.close()
    source = undefined
  }

  function open(): void {
    close()
    source = new EventSource('/api/v1/watch')
    source.addEventListener('ready', () => {
      told('live')
      changed()
    })
    source.addEventListener('changed', changed)
    source.addEventListener('error', () => {
      told('reconnecting')
      changed()
      if (source?.readyState === EventSource.CLOSED) retry = window.setTimeout(open, retryAfter)
    })
  }

  function look(): void {
    if (document.hidden) {
      close()
      told('connecting')
    } else open()
  }

  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    close()
  }
}
