// The commands that decide who may be a node.
import type { Command } from 'commander'

interface Shared {
  /** Adds the options that say which collector to ask. */
  readonly clientOptions: (command: Command) => Command
  readonly finish: (code: number | Promise<number>) => Promise<void>
}

/** Adds `join-token`, `ban`, `unban` and `bans` to `merlon node`. */
export function addNodeDecisions(node: Command, { clientOptions, finish }: Shared): void {
  const load = () => import('./identity.ts')
  clientOptions(
    node.command('join-token').description('make a token that makes one node known, once; printed here only'),
  )
    .option('--name <name>', 'name of the node for people; the node says it when this is not given', '')
    .option('--for <duration>', 'how long it holds: 30m, 24h, 7d', '24h')
    .option('--list', 'list tokens instead: which hold, which were used and by whom', false)
    .option('--revoke <id>', 'end a token that was not used instead')
    .addHelpText(
      'after',
      '\nExamples:\n  merlon node join-token --name worker-7 > token\n  merlon node join-token --list\n  merlon node join-token --revoke 3f9ac0d1e2b3',
    )
    .action(async (options) => {
      const { createJoinToken, listJoinTokens, revokeJoinToken } = await load()
      if (options.list) return finish(listJoinTokens(options, process.stdout))
      if (options.revoke) return finish(revokeJoinToken({ ...options, id: options.revoke }, process.stdout))
      return finish(createJoinToken({ ...options, hold: options.for }, process.stdout))
    })
  clientOptions(node.command('ban').description('end the sessions of a node and refuse it from now on'))
    .argument('<node>', 'name or id')
    .option('--reason <text>', 'why, for those who come after you', '')
    .addHelpText('after', '\nExample:\n  merlon node ban worker-7 --reason "its disk was stolen"')
    .action(async (name, options) => finish((await load()).banNode({ ...options, node: name }, process.stdout)))
  clientOptions(node.command('unban').description('let a banned node speak again'))
    .argument('<node>', 'name or id')
    .addHelpText('after', '\nExample:\n  merlon node unban worker-7')
    .action(async (name, options) => finish((await load()).unbanNode({ ...options, node: name }, process.stdout)))
  clientOptions(node.command('bans').description('list the nodes that are banned, and why'))
    .addHelpText('after', '\nExample:\n  merlon node bans')
    .action(async (options) => finish((await load()).listBans(options, process.stdout)))
}
