import { seen } from '../agent/host/look.ts'
import { readSshdConfig } from '../agent/parse/sshdconfig.ts'
import { type Bench, measure } from './measure.ts'

const lines = ['PermitRootLogin no', 'AcceptEnv LANG LC_*', 'AllowUsers anna ben', 'Ciphers -*-cbc', '# a remark', '']
const block = ['Match User anna Address 10.0.0.0/8', '  PasswordAuthentication no', '  MaxSessions 2', '  SetEnv A=1']

/** The cost of a line of sshd_config: outside of blocks, and within them. */
export async function benchSshd({ print }: Bench): Promise<void> {
  const [plain, blocks] = [await costOf(repeated(lines, 6000)), await costOf(repeated(block, 1600))]
  const small = await costOf(repeated(lines, 120))
  print(`sshd_config: ${small.total.toFixed(2)} ms CPU for 120 lines, ${small.line.toFixed(1)} µs a line`)
  print(
    `  6,000 lines: ${plain.line.toFixed(1)} µs a line; 1,600 lines in 400 Match blocks: ${blocks.line.toFixed(1)} µs a line`,
  )
}

function repeated(part: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, at) => part[at % part.length] as string)
}

async function costOf(text: readonly string[]): Promise<{ total: number; line: number }> {
  const whole = text.join('\n')
  const files = { read: async () => seen(whole), glob: async () => seen([]) }
  const { cpu } = await measure(10, async () => {
    const result = await readSshdConfig({
      path: '/etc/ssh/sshd_config',
      options: [],
      release: { version: '9.2p1' },
      files,
    })
    if (result.status !== 'loaded') throw new Error(JSON.stringify(result))
  })
  return { total: cpu, line: (cpu / text.length) * 1000 }
}
