import { dataFrom, messageFrom } from '../../proto/message.ts'
import type { ProcessQuery, RunningPrograms } from '../processes.ts'
import type { Decision, Imported } from '../profiles.ts'
import type { RunningView } from '../report/processview.ts'
import type { EntryView, ProfileView, SummaryView, ViolationView } from '../report/profileview.ts'
import { type ClientOptions, openCalls } from './client.ts'

/** What the `merlon` command asks a collector about profiles. Every failure is a CliError. */
export interface ProfileClient {
  profiles(state?: string): Promise<SummaryView[]>
  profile(id: string): Promise<ProfileView>
  decide(id: string, decision: Omit<Decision, 'until'> & { untilTime?: string }): Promise<ProfileView>
  export(id: string): Promise<string>
  import(yaml: string, apply: boolean): Promise<Imported>
  /** Sorted by place and program. */
  processes(query: ProcessQuery): Promise<RunningPrograms>
  /** Newest first, at most so many. */
  violations(
    query: { profile?: string; minSeverity?: string; acknowledged?: boolean },
    most: number,
  ): Promise<ViolationView[]>
  acknowledge(id: string, note: string): Promise<void>
  close(): void
}

export function openProfileClient(options: ClientOptions): ProfileClient {
  const { call, close } = openCalls(options, 'ProfileService')
  const ask = async (name: string, request: object) =>
    dataFrom(`${name}Response`, await call(name, messageFrom(`${name}Request`, request)))

  /** Pages until there is none, or there are so many. */
  async function all<T>(
    name: string,
    items: string,
    query: object,
    most: number,
    heard: (answer: object) => void = () => undefined,
  ): Promise<T[]> {
    const found: T[] = []
    let pageToken = ''
    do {
      const answer = await ask(name, { ...query, pageToken, pageSize: Math.min(1000, most - found.length) })
      found.push(...(answer[items] as T[]))
      heard(answer)
      pageToken = String(answer['nextPageToken'] ?? '')
    } while (pageToken !== '' && found.length < most)
    return found
  }

  return {
    profiles: (state = '') => all('ListProfiles', 'profiles', { state }, Number.MAX_SAFE_INTEGER),
    profile: async (id) => (await ask('GetProfile', { id }))['profile'] as unknown as ProfileView,
    decide: async (id, decision) =>
      (await ask('DecideProfile', { id, ...decision }))['profile'] as unknown as ProfileView,
    export: async (id) => String((await ask('ExportProfile', { id }))['yaml']),
    import: async (yaml, apply) => (await ask('ImportProfile', { yaml, apply })) as unknown as Imported,
    processes: async (query) => {
      let about: Omit<RunningPrograms, 'processes'> = { nodes: 0, unseen: [] }
      const heard = (answer: object) => {
        about = answer as typeof about
      }
      const processes = await all<RunningView>('ListProcesses', 'processes', query, Number.MAX_SAFE_INTEGER, heard)
      return { processes, nodes: about.nodes, unseen: about.unseen }
    },
    violations: (query, most) => all('ListViolations', 'violations', query, most),
    acknowledge: async (id, note) => void (await ask('AcknowledgeViolation', { id, note })),
    close,
  }
}

/** A program with its script. */
export function programOf({ path, script }: Pick<EntryView, 'path' | 'script'>): string {
  return script ? `${path} ${script}` : path
}
