// Numbers of system calls on amd64 and arm64, from the kernel's tables; undefined where an architecture has no such call.

/** Numbers on amd64 and arm64. */
export type Numbers = readonly [amd64: number | undefined, arm64: number | undefined]

type Calls = Readonly<Record<string, Numbers>>

/** What reaches into other processes, or signals them. */
export const otherProcesses = {
  ptrace: [101, 117],
  process_vm_writev: [311, 271],
  pidfd_getfd: [438, 438],
  pidfd_send_signal: [424, 424],
  kill: [62, 129],
  tkill: [200, 130],
  tgkill: [234, 131],
  rt_sigqueueinfo: [129, 138],
  rt_tgsigqueueinfo: [297, 240],
  process_madvise: [440, 440],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
} satisfies Calls

/** What changes mounts, or enters namespaces; `clone` is looked at by its flags. */
export const mounts = {
  mount: [165, 40],
  umount2: [166, 39],
  open_tree: [428, 428],
  open_tree_attr: [467, 467],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  pivot_root: [155, 41],
  chroot: [161, 51],
  unshare: [272, 97],
  setns: [308, 268],
} satisfies Calls

/** What changes the kernel or the machine, or has it run programs. */
export const kernel = {
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
} satisfies Calls

/** Ways around files and processes: handles of files, keys, memory and messages that processes share. */
export const ways = {
  open_by_handle_at: [304, 265],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  shmget: [29, 194],
  shmat: [30, 196],
  shmctl: [31, 195],
  shmdt: [67, 197],
  semget: [64, 190],
  semop: [65, 193],
  semtimedop: [220, 192],
  semctl: [66, 191],
  msgget: [68, 186],
  msgsnd: [69, 189],
  msgrcv: [70, 188],
  msgctl: [71, 187],
  mq_open: [240, 180],
  mq_unlink: [241, 181],
  socketpair: [53, 199],
} satisfies Calls

/** Every way to change a file system; `open` and `openat` are looked at by their flags. */
export const fileSystems = {
  creat: [85, undefined],
  truncate: [76, 45],
  ftruncate: [77, 46],
  fallocate: [285, 47],
  mkdir: [83, undefined],
  mkdirat: [258, 34],
  rmdir: [84, undefined],
  unlink: [87, undefined],
  unlinkat: [263, 35],
  rename: [82, undefined],
  renameat: [264, 38],
  renameat2: [316, 276],
  link: [86, undefined],
  linkat: [265, 37],
  symlink: [88, undefined],
  symlinkat: [266, 36],
  mknod: [133, undefined],
  mknodat: [259, 33],
  chmod: [90, undefined],
  fchmod: [91, 52],
  fchmodat: [268, 53],
  fchmodat2: [452, 452],
  chown: [92, undefined],
  fchown: [93, 55],
  lchown: [94, undefined],
  fchownat: [260, 54],
  setxattr: [188, 5],
  lsetxattr: [189, 6],
  fsetxattr: [190, 7],
  setxattrat: [463, 463],
  removexattr: [197, 14],
  lremovexattr: [198, 15],
  fremovexattr: [199, 16],
  removexattrat: [466, 466],
  utime: [132, undefined],
  utimes: [235, undefined],
  futimesat: [261, undefined],
  utimensat: [280, 88],
  file_setattr: [469, 469],
} satisfies Calls

/** Allowed or not by what they are asked for. */
export const looked = {
  open: [2, undefined],
  openat: [257, 56],
  clone: [56, 220],
  socket: [41, 198],
} satisfies Calls

/** Their arguments are in memory, where a filter cannot look. Callers fall back to the older ones. */
export const older = {
  clone3: [435, 435],
  openat2: [437, 437],
} satisfies Calls

/** The newest call that is known here, the same on both: what a newer kernel adds is not there for the agent. */
export const newest = 471
