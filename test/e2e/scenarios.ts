import type { Scenario } from './scenario.ts'
import { drift } from './scenarios/drift.ts'
import { exec } from './scenarios/exec.ts'
import { facts } from './scenarios/facts.ts'
import { hostile } from './scenarios/hostile.ts'
import { impostors } from './scenarios/impostors.ts'
import { install } from './scenarios/install.ts'
import { less } from './scenarios/less.ts'
import { losses } from './scenarios/losses.ts'
import { measured } from './scenarios/measured.ts'
import { profile } from './scenarios/profile.ts'
import { removal } from './scenarios/removal.ts'
import { replicasOnPostgres } from './scenarios/replicas.ts'
import { support } from './scenarios/support.ts'
import { uninstall } from './scenarios/uninstall.ts'
import { upgrade } from './scenarios/upgrade.ts'

/** In the order in which they run: the first installs, the last leaves nothing. */
export const scenarios: readonly Scenario[] = [
  ...[install, facts, support, exec, profile, drift, losses, removal, impostors],
  ...[hostile, less, upgrade, replicasOnPostgres, measured, uninstall],
]
