import type { Store } from './store/store.ts'

/** Hears what other collectors over the same database changed, and whether the database can be reached. */
export interface Changes {
  /** Says to the others that something changed which is in no history. */
  note(clusterId: string, topic: string): void
  /** Looks now, and not only at its time. */
  look(): Promise<void>
  /** Why the database cannot be used; undefined while it can. */
  down(): string | undefined
  stop(): Promise<void>
}

export interface ChangesOptions {
  readonly store: Pick<Store, 'noteChange' | 'versions'>
  /** Called for each cluster and topic that changed since the last look, whoever changed it; not for the first look. */
  readonly changed: (clusterId: string, topic: string) => void
  /** Called when the database cannot be used any more, with the reason, and when it can again. */
  readonly reached: (down: string | undefined) => void
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Milliseconds between looks. */
  readonly every?: number
}

/** Polls: this works behind every pooler and on every engine, and a look is two small reads. */
export function openChanges({ store, changed, reached, log, every = 1000 }: ChangesOptions): Changes {
  let versions: ReadonlyMap<string, number> | undefined
  let down: string | undefined
  let working: Promise<void> = Promise.resolve()
  let looking = false
  let stopped = false

  async function lookOnce(): Promise<void> {
    const found = await store.versions()
    const before = versions
    versions = new Map(found.map((each) => [keyOf(each.clusterId, each.topic), each.version]))
    if (!before) return
    for (const { clusterId, topic, version } of found)
      if (before.get(keyOf(clusterId, topic)) !== version) changed(clusterId, topic)
  }

  async function look(): Promise<void> {
    try {
      await lookOnce()
      set(undefined)
    } catch (error) {
      set((error as Error).message)
    }
  }

  function set(reason: string | undefined): void {
    const [was, is] = [down, reason]
    down = is
    if ((was === undefined) === (is === undefined)) return
    if (is === undefined) log.info({}, 'the database can be used again')
    else log.warn({ reason: is }, 'the database cannot be used: agents are sent away until it can')
    reached(is)
  }

  function lookInOrder(): Promise<void> {
    working = working.then(look)
    return working
  }

  const timer = setInterval(() => {
    // A slow answer must not pile up questions.
    if (looking || stopped) return
    looking = true
    void lookInOrder().finally(() => {
      looking = false
    })
  }, every)
  return {
    note: (clusterId, topic) => {
      working = working
        .then(() => store.noteChange(clusterId, topic))
        .catch((error: Error) => log.warn({ reason: error.message }, 'a change could not be told to other collectors'))
    },
    look: lookInOrder,
    down: () => down,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

function keyOf(clusterId: string, topic: string): string {
  return `${clusterId}\0${topic}`
}
