import { type Command, Option } from 'commander'
import { severities } from '../judge/rule.ts'
import { CliError, parseFailOn } from './failure.ts'
import type { DecideOptions } from './profile.ts'

/** What these commands take from the program that they are part of. */
export interface Shared {
  /** Adds the options that say which collector is asked. */
  clientOptions(command: Command): Command
  finish(code: Promise<number>): Promise<void>
}

const format = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table')
const idAbout = 'its id, as `merlon profile list` prints it'

/** The commands about profiles: what may run where. */
export function addProfile(program: Command, shared: Shared): void {
  const profile = program.command('profile').description('what may run where: look, decide, and keep it in Git')
  addLooking(profile, shared)
  addDeciding(profile, shared)
  addFiles(profile, shared)
}

function addLooking(profile: Command, { clientOptions, finish }: Shared): void {
  clientOptions(profile.command('list').description('print every profile, how far it is and what waits'))
    .addOption(new Option('--only <state>', 'only these').choices(['learning', 'review', 'alerting']))
    .addOption(format())
    .addHelpText('after', '\nExamples:\n  merlon profile list\n  merlon profile list --only review')
    .action(async (options) => finish((await import('./profile.ts')).listProfiles(options, process.stdout)))
  for (const [name, about] of [
    ['show', 'print one profile: its programs by risk, what it takes to be ready, who decided what'],
    ['review', 'print what of a profile waits for a decision, by risk'],
  ] as const)
    clientOptions(profile.command(name).description(about).argument('<id>', idAbout))
      .addOption(format())
      .addHelpText('after', `\nExample:\n  merlon profile ${name} host//ssh.service`)
      .action(async (id, options) =>
        finish(
          (await import('./profile.ts')).showProfile({ ...options, id, review: name === 'review' }, process.stdout),
        ),
      )
}

function addDeciding(profile: Command, shared: Shared): void {
  const decide = (name: string, about: string, more: (command: Command) => Command = (command) => command) =>
    more(shared.clientOptions(profile.command(name).description(about).argument('<id>', idAbout)))
      .option(
        '--at-version <number>',
        'refuse where the profile is at another version by now; `merlon profile show` prints it',
      )
      .option('--reason <text>', 'why, for the history')
  const entries = (command: Command) => command.argument('<entry...>', 'its entries, as `show` prints them')
  const run = async (options: DecideOptions & { atVersion?: string }) =>
    shared.finish((await import('./profile.ts')).decideProfile({ ...options, ...versionOf(options) }, process.stdout))

  decide('approve', 'allow entries; with none, put the profile in force', (command) =>
    command
      .argument('[entry...]', 'its entries, as `show` prints them')
      .option('--harmless', 'all open entries that have nothing to look at', false)
      .option('--changed', 'files that changed with the image', false)
      .option('--seen <number>', 'what you looked at, as `show` and `review` print it: what came since is refused')
      .option('--all-now', 'instead of --seen: whatever there is by now, looked at or not', false),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  merlon profile approve host//ssh.service host-packaged:/usr/sbin/sshd --seen 17\n  merlon profile approve host//ssh.service --harmless --seen 17\n  merlon profile approve host//ssh.service --seen 17',
    )
    .action((id, keys: string[], options) => {
      if (Number(keys.length > 0) + Number(options.harmless) + Number(options.changed) > 1)
        throw new CliError('entries, --harmless and --changed go one at a time')
      const action = options.changed ? 'approve-changed' : keys.length > 0 || options.harmless ? 'approve' : 'enforce'
      return run({ ...options, ...seenOf(options), id, entries: keys, action })
    })
  decide('deny', 'forbid entries, whatever was said of them before', entries)
    .addHelpText('after', '\nExample:\n  merlon profile deny host//ssh.service host-packaged:/usr/bin/nc')
    .action((id, keys, options) => run({ ...options, id, entries: keys, action: 'deny' }))
  decide('ignore', 'no alert for entries until a time; they are not approved by that', (command) =>
    entries(command).requiredOption('--until <time>', 'the end, written 2026-11-21T00:00:00Z'),
  )
    .addHelpText(
      'after',
      '\nExample:\n  merlon profile ignore host//ssh.service host-packaged:/usr/bin/nc --until 2026-12-01T00:00:00Z',
    )
    .action((id, keys, options) =>
      run({ ...options, id, entries: keys, action: 'ignore', untilTime: timeOf(options.until) }),
    )
  decide('waive', 'do without one criterion of readiness', (command) => command.argument('<criterion>', 'its name'))
    .addHelpText('after', '\nExample:\n  merlon profile waive host//ssh.service scheduled-work')
    .action((id, value, options) => run({ ...options, id, entries: [], action: 'waive', value }))
  decide('allow', 'allow what a pattern stands for: * is one segment, or a part of one', (command) =>
    command.argument('<pattern>', 'an absolute path'),
  )
    .addHelpText('after', "\nExample:\n  merlon profile allow host//app.service '/opt/app/bin/*'")
    .action((id, value, options) => run({ ...options, id, entries: [], action: 'allow', value }))
  decide('except', 'let proven bytes, started by a known program, past one hard rule', (command) =>
    command
      .argument('<rule>', 'memfd, deleted, drift, …: the kind of the violation')
      .argument('<digest>', 'sha256:… of the executable')
      .argument('<creator>', 'path of the program that starts it'),
  )
    .addHelpText(
      'after',
      '\nExample:\n  merlon profile except host//containerd.service memfd sha256:3f9a… /usr/bin/containerd-shim-runc-v2',
    )
    .action((id, kind, digest, creator, options) =>
      run({ ...options, id, entries: [], action: 'except', exception: { kind, digest, creator } }),
    )
  decide(
    'auto-approve',
    'let it put itself in force when it is ready, complete and without anything to look at',
    (command) => command.option('--off', 'by hand again', false),
  )
    .addHelpText('after', '\nExample:\n  merlon profile auto-approve workload/shop/Deployment/web/app')
    .action((id, options) =>
      run({ ...options, id, entries: [], action: options.off ? 'approve-by-hand' : 'auto-approve' }),
    )
  decide('extend', 'learn on: the time begins anew, what is known stays')
    .addHelpText('after', '\nExample:\n  merlon profile extend host//ssh.service')
    .action((id, options) => run({ ...options, id, entries: [], action: 'extend' }))
  decide('reset', 'learn anew from nothing but what people wrote by hand; the former version is kept')
    .addHelpText('after', '\nExample:\n  merlon profile reset host//ssh.service')
    .action((id, options) => run({ ...options, id, entries: [], action: 'reset' }))
}

function addFiles(profile: Command, { clientOptions, finish }: Shared): void {
  const file = ['<file>', 'a file that `export` wrote, or people; - for standard input'] as const
  clientOptions(
    profile.command('export').description('print what people decided, as YAML for Git').argument('<id>', idAbout),
  )
    .addHelpText('after', '\nExample:\n  merlon profile export host//ssh.service > ssh.yaml')
    .action(async (id, options) =>
      finish((await import('./profile.ts')).exportProfile({ ...options, id }, process.stdout)),
    )
  clientOptions(
    profile
      .command('import')
      .description('say what a file changes, and with --apply change it')
      .argument(...file),
  )
    .option('--apply', 'make the decisions of the profile those of the file', false)
    .addHelpText('after', '\nExamples:\n  merlon profile import ssh.yaml\n  merlon profile import ssh.yaml --apply')
    .action(async (file, options) =>
      finish((await import('./profile.ts')).importProfile({ ...options, file, failOnChange: false }, process.stdout)),
    )
  clientOptions(
    profile
      .command('diff')
      .description('exit 1 where a file says other than what is in force')
      .argument(...file),
  )
    .addHelpText('after', '\nExample:\n  merlon profile diff ssh.yaml')
    .action(async (file, options) => {
      const asked = { ...options, file, apply: false, failOnChange: true }
      await finish((await import('./profile.ts')).importProfile(asked, process.stdout))
    })
}

/** The command that shows who runs what, where. */
export function addProcesses(program: Command, { clientOptions, finish }: Shared): void {
  clientOptions(program.command('processes').description('print who runs what, where, over all nodes'))
    .addOption(format())
    .option('--node <name...>', 'only these nodes, by name or id')
    .option('--namespace <name>', 'only of pods of this namespace')
    .option('--path <text>', 'only where the path holds this')
    .option('--unit <name>', 'only of this systemd unit')
    .option('--user <name>', 'only of this user, by name or number')
    .option('--layer <layer>', 'only files from there, as far as the profiles know: image-lower, host-packaged, …')
    .option('--outliers', 'only what runs on one node, though others were looked at too', false)
    .addHelpText(
      'after',
      '\nExamples:\n  merlon processes --path ssh\n  merlon processes --namespace kube-system --user root\n  merlon processes --outliers --format json',
    )
    .action(async (options) => {
      const { runProcesses } = await import('./processes.ts')
      await finish(runProcesses({ ...options, nodes: options.node ?? [] }, process.stdout))
    })
}

/** The command that shows what ran and is not allowed. */
export function addViolations(program: Command, { clientOptions, finish }: Shared): void {
  clientOptions(program.command('violations').description('print what ran and is not allowed, newest first'))
    .addOption(format())
    .option('--profile <id>', 'only of this profile')
    .addOption(new Option('--min-severity <severity>', 'only this severity and above').choices(severities))
    .option('--all', 'those too that somebody has seen', false)
    .option('--limit <number>', 'the newest so many', '100')
    .option('--acknowledge <id>', 'say that you have seen this one: its id, or the beginning of it')
    .option('--note <text>', 'with --acknowledge: what you found', '')
    .option('--fail-on <severity>', 'exit 1 for what is at or above: info, low, medium, high, critical, none', 'none')
    .addHelpText(
      'after',
      '\nExamples:\n  merlon violations\n  merlon violations --min-severity high --format json\n  merlon violations --acknowledge 3f9ac0 --note "the yearly test"',
    )
    .action(async (options) => {
      const most = Number(options.limit)
      if (!Number.isSafeInteger(most) || most < 1)
        throw new CliError(`--limit ${options.limit}: a whole number above 0`)
      const { runViolations } = await import('./violations.ts')
      await finish(runViolations({ ...options, most, failOn: parseFailOn(options.failOn) }, process.stdout))
    })
}

function versionOf({ atVersion }: { atVersion?: string }): { version?: number } {
  if (atVersion === undefined) return {}
  const version = Number(atVersion)
  if (!Number.isSafeInteger(version) || version < 1)
    throw new CliError(`--at-version ${atVersion}: a whole number above 0`)
  return { version }
}

function seenOf({ seen, allNow }: { seen?: string; allNow: boolean }): { seen?: number } {
  if ((seen === undefined) !== allNow)
    throw new CliError('say what you looked at: --seen with the number that `show` prints, or --all-now')
  if (seen === undefined) return {}
  const number = Number(seen)
  if (!Number.isSafeInteger(number) || number < 0) throw new CliError(`--seen ${seen}: a whole number`)
  return { seen: number }
}

function timeOf(text: string): string {
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
  if (!isWritten || Number.isNaN(Date.parse(text)))
    throw new CliError(`--until ${text}: not a time; written 2026-11-21T00:00:00Z`)
  return new Date(text).toISOString()
}
