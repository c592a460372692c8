// What the agent's own file says of its commands: all in a few lines, and each with its flags.
import type { z } from 'zod'
import { flagName } from '../../lib/config.ts'
import { wrap } from '../../lib/terminal.ts'
import { agentSchema } from '../config.ts'

interface About {
  /** What is written behind its name. */
  readonly words?: string
  readonly does: string
  /** Flags of its own, with what they do. */
  readonly flags?: Readonly<Record<string, string>>
  /** It takes the flags of the agent's configuration, too. */
  readonly configured?: boolean
  readonly example: string
}

const format = { '--format table|json': 'How it is printed; default: table.' }
const installed = {
  '--destination DIR': 'Everything is written below it, for a tree that becomes a machine; default: /.',
  '--dry-run': 'Says what would be done, and does nothing.',
}

/** By name, in the order in which they are listed. */
export const commandTexts: Readonly<Record<string, About>> = {
  agent: {
    does: 'look at this node and tell the collector',
    flags: { '--print-config': 'Prints the configuration, with where each value is from.' },
    ...{ configured: true, example: 'agent.js agent --config /etc/merlon/agent.yaml' },
  },
  doctor: {
    does: 'say what keeps the agent from seeing this node or being heard, and what to change',
    ...{ flags: format, configured: true, example: 'agent.js doctor --config /etc/merlon/agent.yaml' },
  },
  'support-bundle': {
    words: 'FILE',
    does: 'write what helps to understand this agent, without secrets, sent nowhere; - for the output',
    ...{ configured: true, example: 'agent.js support-bundle agent.tar.gz --config /etc/merlon/agent.yaml' },
  },
  prepare: {
    does: 'make what the agent may not make itself: its trace instance, its spool; needs root',
    flags: {
      '--spool DIR': 'Makes the two files of the spool there.',
      '--spool-mebibytes N': 'Size of the spool; default: 64.',
      '--group ID': 'Number of the group that may write them.',
      '--no-trace': 'Leaves the trace alone.',
      '--best-effort': 'What cannot be made is said, and is no failure.',
      '--remove': 'Takes away what it made.',
    },
    example: 'agent.js prepare --spool /var/lib/merlon/spool --group 61000',
  },
  join: {
    does: "take this node's certificate by --join-token-file, or renew it when half of its time is over",
    ...{ configured: true, example: 'agent.js join --config /etc/merlon/agent.yaml' },
  },
  install: {
    does: "put the agent on a machine with systemd; the agent's flags go to its configuration",
    flags: { '--from DIR': 'The unpacked archive, where this file is not in it.', ...installed },
    configured: true,
    example: 'agent.js install --collector merlon.example:7440 --ca ca.crt --join-token-file token',
  },
  uninstall: {
    ...{ does: 'take it away again', flags: installed, example: 'agent.js uninstall --dry-run' },
  },
  trace: {
    does: 'print every program as it starts; needs root',
    flags: {
      '--for 10s': 'Ends after this time.',
      '--filter TERM': 'Only what it names; may be given several times.',
      ...format,
      '--no-args': 'Without what is written behind the programs.',
    },
    example: 'agent.js trace --for 10s --format json',
  },
}

const width = 100

/** All commands, a few lines each. */
export function usage(): string {
  const lines = Object.entries(commandTexts).map(([name, { words, does }]) => {
    const begin = `  ${`${name} ${words ?? ''}`.trimEnd().padEnd(20)} `
    return `${begin}${wrap(does, width, ' '.repeat(begin.length))}\n`
  })
  return `Usage: agent.js COMMAND\n\n${lines.join('')}  --version\n\nagent.js COMMAND --help says more.\n`
}

/** One command with its flags. */
export function commandHelp(name: string): string {
  const about = commandTexts[name]
  if (!about) return usage()
  const { words, does, flags = {}, configured = false, example } = about
  const own = flagLines(flags)
  const parts = [
    `Usage: agent.js ${name}${words ? ` ${words}` : ''} [flags]\n\n${wrap(does, width)}\n`,
    own && `Flags:\n${own}`,
    configured && `Flags of the configuration:\n${flagLines(configFlags())}`,
    `Example:\n  ${example}\n`,
  ]
  return parts.filter((part) => part).join('\n')
}

function flagLines(flags: Readonly<Record<string, string>>): string {
  const lines = Object.entries(flags).map(([flag, text]) => `  ${flag}\n      ${wrap(text, width, '      ')}\n`)
  return lines.join('')
}

function configFlags(): Record<string, string> {
  const shape: Readonly<Record<string, z.ZodType>> = agentSchema.shape
  const own = Object.entries(shape).map(([key, schema]) => [`${flagName(key)} VALUE`, schema.description ?? ''])
  return { '--config FILE': 'The configuration, YAML; flags win over it.', ...Object.fromEntries(own) }
}
