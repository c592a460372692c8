import type { Command, Option } from 'commander'

interface Shared {
  /** `--state` with its default. */
  readonly stateOption: (about: string, part: string) => Option
  readonly finish: (code: Promise<number>) => Promise<void>
}

/** Commands for the database itself: backup, restore, migrate. */
export function addStorage(program: Command, { stateOption, finish }: Shared): void {
  const state = () => stateOption("the collector's state directory", 'collector')
  program
    .command('backup')
    .description('copy the SQLite database of a collector, which may run, to a new file')
    .argument('<file>', 'where to write; it must not be there')
    .addOption(state())
    .addHelpText(
      'after',
      '\nPostgreSQL has its own way: pg_dump --format=custom --file=merlon.dump URL, and pg_restore --dbname=URL merlon.dump.\n\nExample:\n  merlon backup /var/backups/merlon-2026-11-21.db',
    )
    .action(async (file, options) =>
      finish((await import('./storage.ts')).runBackup(file, options.state, process.stdout)),
    )
  program
    .command('restore')
    .description('put a backup in the place of the SQLite database of a collector that does not run')
    .argument('<file>', 'the backup')
    .addOption(state())
    .option(
      '--force',
      'also when what is there is newer than the backup, or of another cluster; it is kept beside',
      false,
    )
    .addHelpText('after', '\nExample:\n  merlon restore /var/backups/merlon-2026-11-21.db')
    .action(async (file, options) => finish((await import('./storage.ts')).runRestore(file, options, process.stdout)))
  program
    .command('migrate')
    .description('move everything from one database to another')
    .command('sqlite-to-postgres')
    .description(
      'copy a SQLite database into an empty PostgreSQL database, and compare every row; the collector is stopped',
    )
    .requiredOption('--from <file>', 'the SQLite file, for example /var/lib/merlon/collector/merlon.db')
    .requiredOption('--to <file|url>', 'a file that holds the URL of the PostgreSQL database, or the URL')
    .addHelpText(
      'after',
      '\nExample:\n  merlon migrate sqlite-to-postgres --from /var/lib/merlon/collector/merlon.db --to ./database-url',
    )
    .action(async ({ from, to }) => finish((await import('./storage.ts')).runMigrate(from, to, process.stdout)))
}
