import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import type { Imported } from '../../profiles.ts'
import { compareProfile, importProfile } from '../api-profiles.ts'
import { counted } from '../words.ts'
import { Link } from './link.tsx'
import { ErrorNotice } from './notice.tsx'
import { Text } from './text.tsx'

/** Decisions from Git: first it is said what would change. */
export function ImportPanel() {
  const client = useQueryClient()
  const [yaml, setYaml] = useState('')
  const [answer, setAnswer] = useState<Imported | undefined>(undefined)
  const { mutate, error, reset, isPending } = useMutation({
    mutationFn: (from: Imported | undefined) => (from ? importProfile(yaml, from.version) : compareProfile(yaml)),
    onSuccess: setAnswer,
    onError: () => setAnswer(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ['profiles'] }),
  })
  function write(text: string): void {
    setYaml(text)
    setAnswer(undefined)
    reset()
  }
  async function read({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = target.files ?? []
    if (file) write(await file.text())
  }
  const isChange = answer !== undefined && !answer.applied && answer.changes.length > 0
  return (
    <details className="import">
      <summary>Import YAML</summary>
      <p className="muted">The decisions of a profile, as they were exported or written. Nothing changes at first.</p>
      <input type="file" accept=".yaml,.yml" aria-label="File" onChange={(event) => void read(event)} />
      <textarea
        value={yaml}
        rows={8}
        spellCheck={false}
        aria-label="YAML"
        placeholder="kind: ProcessProfile"
        onChange={(event) => write(event.target.value)}
      />
      <div className="actions">
        <button
          type="button"
          className="plain"
          disabled={isPending || yaml.trim() === ''}
          onClick={() => mutate(undefined)}
        >
          Show what would change
        </button>
        <button
          type="button"
          className="plain primary"
          disabled={isPending || !isChange}
          onClick={() => mutate(answer)}
        >
          Change it
        </button>
      </div>
      <ErrorNotice error={error} />
      {answer && <Changes answer={answer} />}
    </details>
  )
}

function Changes({ answer: { id, applied, changes } }: { readonly answer: Imported }) {
  const what = changes.length === 0 ? 'nothing differs' : counted(changes.length, 'change')
  return (
    <section className="part" aria-label="What changes">
      <p role="status">
        <Link to={{ view: 'processes', profile: id }}>
          <Text>{id}</Text>
        </Link>
        : {what}
        {changes.length > 0 && (applied ? ', made.' : ', not made yet.')}
      </p>
      <ul className="diff">
        {changes.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one answer, which never change; two may be alike
          <li key={at} className={classOf(line)}>
            <Text code>{line}</Text>
          </li>
        ))}
      </ul>
    </section>
  )
}

function classOf(line: string): string {
  if (line.startsWith('+')) return 'diff-added'
  return line.startsWith('-') ? 'diff-removed' : ''
}
