/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What this process gives up.  First limits that the kernel keeps for it, then,
 * once everything is open that has to be, every system call but those few that
 * reading, writing and memory need.
 */

#include "config.h"

#include "worker.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The sanitizers map terabytes and call what they like; under them only the other limits hold. */
#if defined (__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined (__has_feature)
#if __has_feature (address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#if defined (__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined (__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define ARCHITECTURE 0
#endif

/* Above the limit of time comes a signal that tells; it kills a second later. */
static void
limit (int resource, rlim_t value)
{
  struct rlimit limits = { value, resource == RLIMIT_CPU ? value + 1 : value };

  setrlimit (resource, &limits);
}

/**
 * nw_jail_limit:
 * @announced: how many bytes the document is said to have
 *
 * Limits memory, time and files, and leaves the network.
 */
void
nw_jail_limit (guint64 announced)
{
  guint64 seconds = 10 + MIN (announced, (guint64) NW_MAX_SIZE_OWN) / (4 << 20);

  if (!SANITIZED)
    limit (RLIMIT_AS, 512 << 20);
  limit (RLIMIT_CPU, seconds);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, 16);
  limit (RLIMIT_CORE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);

  /* Not everywhere allowed; the filter below forbids sockets in any case. */
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    errno = 0;
}

static const int allowed[] = {
  __NR_read, __NR_write, __NR_readv, __NR_writev, __NR_close, __NR_lseek, __NR_fstat,
  __NR_brk, __NR_mmap, __NR_munmap, __NR_mremap, __NR_mprotect, __NR_madvise,
  __NR_futex, __NR_clock_gettime, __NR_gettimeofday, __NR_getrandom, __NR_restart_syscall,
  __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_getpid, __NR_gettid, __NR_tgkill,
  __NR_sched_yield, __NR_exit, __NR_exit_group,
};

#define N_ALLOWED G_N_ELEMENTS (allowed)

/**
 * nw_jail_close:
 *
 * Forbids all system calls but the few that a parser needs, for good.
 *
 * A call that is not allowed fails with EPERM, so that a library that asks in
 * vain can go on without.  Kernels and processors that know no filters are
 * taken as they are; one that knows them and refuses ends the work.
 */
void
nw_jail_close (void)
{
  struct sock_filter filter[N_ALLOWED + 6] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
  };
  struct sock_fprog program = { N_ALLOWED + 6, filter };

  if (SANITIZED || ARCHITECTURE == 0)
    return;

  for (guint i = 0; i < N_ALLOWED; i++)
    filter[4 + i] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint) allowed[i],
                                                   (guint8) (N_ALLOWED - i), 0);
  filter[4 + N_ALLOWED] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  filter[5 + N_ALLOWED] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);

  if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 && errno != EINVAL && errno != ENOSYS)
    nw_output_fault (NW_FAULT_JAIL, 0, 0, g_strerror (errno));
}
