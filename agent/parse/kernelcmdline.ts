// The kernel's command line: Documentation/admin-guide/kernel-parameters of Linux. Pure.

/** Options that weaken or strengthen the kernel. Others may hold anything, secrets of the installation too. */
const known = new Set(
  `apparmor audit audit_backlog_limit amd_iommu debugfs efi enforcing gather_data_sampling hash_pointers ia32_emulation
  indirect_target_selection init_on_alloc init_on_free intel_iommu iommu iommu.passthrough iommu.strict ipv6.disable
  kvm.nx_huge_pages l1tf lockdown lsm mce mds mitigations mmio_stale_data module.sig_enforce no_hash_pointers noexec
  nokaslr nopti nosmap nosmep nosmt nospec_store_bypass_disable nospectre_bhb nospectre_v1 nospectre_v2 oops
  page_alloc.shuffle page_poison pti randomize_kstack_offset random.trust_bootloader random.trust_cpu
  reg_file_data_sampling retbleed security selinux slab_nomerge slub_debug spec_rstack_overflow
  spec_store_bypass_disable spectre_bhi spectre_v2 spectre_v2_user srbds tsa tsx tsx_async_abort vmscape vsyscall`.split(
    /\s+/,
  ),
)
const maxValue = 200
const maxParameters = 200

/** Those that are known, in their order, between blanks. What stands behind ` -- ` is for the first process. */
export function parseKernelCommandLine(text: string): string {
  const words: readonly string[] = text.trim().match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []
  const end = words.indexOf('--')
  return (end < 0 ? words : words.slice(0, end))
    .flatMap((word) => parameterOf(word) ?? [])
    .slice(0, maxParameters)
    .join(' ')
}

/** The kernel takes `-` and `_` in names for the same. */
function parameterOf(word: string): string | undefined {
  const plain = word.replaceAll('"', '')
  const at = plain.indexOf('=')
  const name = (at < 0 ? plain : plain.slice(0, at)).replaceAll('-', '_')
  if (!known.has(name)) return undefined
  return at < 0
    ? name
    : `${name}=${plain
        .slice(at + 1)
        .replace(/\s.*$/s, '')
        .slice(0, maxValue)}`
}
